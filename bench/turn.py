"""How long a turn takes as a talk grows, and what a loaded engine holds in memory. Early and late turns stand side by side in one run."""

import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path

from bot.engine.services import open_services
from bot.engine.talk import Talk
from bot.logs import configure_logs
from bot.settings import Settings

STORY = "Ik wil graag kok worden. Ik heb last van mijn rug en ik zorg voor twee kleine kinderen. Ik ben 34 jaar en mijn zus helpt mij."
OPENING = ("ja", "ja", "Sam", STORY)
TURNS = 200
WINDOW = 20  # turns whose median stands for a part of the talk
CONVERSATIONS = 20


async def main() -> None:
    configure_logs()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/bench.db")
        start = time.perf_counter()
        talk = Talk(open_services(settings))
        loaded, idle = time.perf_counter() - start, memory()
        took = await one_long_talk(talk)
        size = stored(talk, Path(folder, "bench.db"))
        together, turns = await many_talks(talk)
    early, late = statistics.median(took[4 : 4 + WINDOW]), statistics.median(took[-WINDOW:])
    sys.stdout.write(
        f"laden            {loaded:6.1f} s\n"
        f"verhaal          {took[3]:6.1f} ms\n"
        f"beurt 5-{4 + WINDOW}       {early:6.1f} ms (mediaan)\n"
        f"beurt {TURNS - WINDOW + 1}-{TURNS}    {late:6.1f} ms (mediaan), {late / early:.2f} keer beurt 5-{4 + WINDOW}\n"
        f"traagste beurt   {max(took):6.1f} ms\n"
        f"tegelijk         {turns / together:6.1f} beurten per seconde, {CONVERSATIONS} gesprekken\n"
        f"geheugen         {idle:6.0f} MB na het laden, {memory():.0f} MB aan het eind, "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB hoogste\n"
        f"database         {size / 1024:6.0f} kB voor {TURNS} beurten\n"
    )


async def one_long_talk(talk: Talk) -> list[float]:
    """Milliseconds of each turn of a talk that goes on and on."""
    begun = await talk.begin()
    took = []
    for number in range(TURNS):
        said = OPENING[number] if number < len(OPENING) else "waarom vraag je dit?"
        start = time.perf_counter()
        await talk.say(begun.id, str(uuid.uuid4()), text=said)
        took.append((time.perf_counter() - start) * 1000)
    return took


async def many_talks(talk: Talk) -> tuple[float, int]:
    """Seconds that many talks at the same time take, and how many turns they had."""

    async def hold() -> None:
        begun = await talk.begin()
        for said in OPENING:
            await talk.say(begun.id, str(uuid.uuid4()), text=said)

    start = time.perf_counter()
    await asyncio.gather(*(hold() for _ in range(CONVERSATIONS)))
    return time.perf_counter() - start, CONVERSATIONS * (len(OPENING) + 1)


def stored(talk: Talk, database: Path) -> int:
    """Bytes of the database, once its log is folded into it."""
    talk.services.store.close()
    return database.stat().st_size


def memory() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


if __name__ == "__main__":
    asyncio.run(main())
