"""The shape of the code: imports go one way, modules stay small, the repository names no registry."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Who may import whom; what is not named here is a third-party library.
ALLOWED = {
    "knowledge": set(),
    "intake": {"knowledge"},
    "bot": {"intake", "knowledge"},
    "actions": {"bot", "intake", "knowledge"},
    "review": {"bot", "intake", "knowledge"},
}
COMPOSED_IN = "bot/web/app.py"  # the one place that brings the review in
RASA_ONLY_IN = {"bot", "actions"}
WEB = {"fastapi", "starlette", "uvicorn"}
MODULES = [path for package in ALLOWED for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path):
    package = path.relative_to(ROOT).parts[0]
    ours = imported(path) & set(ALLOWED) - {package}
    if str(path.relative_to(ROOT)) == COMPOSED_IN:
        ours -= {"review"}
    assert ours <= ALLOWED[package]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rasa_and_web_frameworks_stay_outside_the_record(path):
    package = path.relative_to(ROOT).parts[0]
    if package not in RASA_ONLY_IN:
        assert not imported(path) & {"rasa", "rasa_sdk"}
    if package in ("knowledge", "intake"):
        assert not imported(path) & WEB


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_one_job_said_in_its_first_line_and_fits_in_300_lines(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "een module begint met wat zij doet"


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_locks_pin_hashes_and_name_no_address(lock):
    text = lock.read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    pinned = re.findall(r"^[\w.\-\[\]]+==", text, re.M)
    assert len(pinned) <= text.count("--hash=sha256:")


def test_every_setting_is_documented():
    from bot.settings import Settings

    documented = (ROOT / "docs/beheer/instellingen.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"`STARTGESPREK_{name.upper()}`" not in documented]
    assert not missing


def test_every_command_is_in_the_readme():
    from typer.main import get_command

    from bot.cli.main import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in get_command(app).commands if f"`startgesprek {name}" not in readme]
    assert not missing
