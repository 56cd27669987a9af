"""Every setting of a municipality, typed and described; read once, at start-up, from the environment or a .env file."""

from pathlib import Path

from pydantic import DirectoryPath, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings; each is an environment variable with the prefix STARTGESPREK_."""

    model_config = SettingsConfigDict(env_prefix="STARTGESPREK_", env_file=".env", extra="ignore", frozen=True)

    gemeente: str = Field("de gemeente Voorbeeldstad", description="Naam van de gemeente, zoals de assistent die noemt.")
    telefoon: str = Field("14 012", description="Telefoonnummer van de gemeente, voor wie een mens wil spreken.")
    map: Path = Field(ROOT / "var", description="Map voor de database, de sleutels en het getrainde model.")
    database_url: str = Field("", description="Database; leeg is SQLite in de map. PostgreSQL: postgresql+psycopg://...")
    redis_url: str = Field(
        "", description="Redis voor de volgorde van berichten bij meer dan een proces (redis://...); leeg is binnen dit proces."
    )
    sleutels: SecretStr = Field(
        SecretStr(""),
        description="Sleutels (Fernet) voor versleuteling, door komma's gescheiden, de nieuwste eerst; leeg: een eigen sleutel in de map.",
    )
    kennis: DirectoryPath | None = Field(None, description="Map met eigen vragen, teksten en elementen, die over de onze heen komen.")
    host: str = Field("127.0.0.1", description="Adres waarop de server luistert.")
    poort: int = Field(8000, ge=1, le=65535, description="Poort waarop de server luistert.")
    origins: str = Field("", description="Adressen van sites die de widget mogen tonen, door komma's gescheiden.")
    bewaren_onaf_dagen: int = Field(30, ge=1, description="Dagen na het laatste bericht waarop een niet afgerond gesprek wordt gewist.")
    bewaren_af_dagen: int = Field(180, ge=1, description="Dagen na afronding waarop een intake wordt gewist.")
    gesprekken_per_uur: int = Field(60, ge=1, description="Nieuwe gesprekken per adres per uur.")
    berichten_per_minuut: int = Field(60, ge=1, description="Berichten per gesprek per minuut.")
    https: bool = Field(False, description="Of de server achter https staat: dan zijn sessiecookies alleen over https te gebruiken.")

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.map / 'startgesprek.db'}"

    @property
    def models(self) -> Path:
        """The folder of trained models."""
        return self.map / "models"
