"""How long a turn takes as a talk grows, and what a loaded engine holds in memory. Prints ratios side by side in one run."""

import asyncio
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
TURNS = 60


async def main() -> None:
    configure_logs()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/bench.db")
        start = time.perf_counter()
        talk = Talk(open_services(settings))
        loaded = time.perf_counter() - start
        begun = await talk.begin()
        took = []
        for number in range(TURNS):
            text = ("ja", "ja", "Sam", STORY)[number] if number < 4 else "waarom vraag je dit?"
            start = time.perf_counter()
            await talk.say(begun.id, str(uuid.uuid4()), text=text)
            took.append((time.perf_counter() - start) * 1000)
        size = Path(folder, "bench.db").stat().st_size
    early, late = statistics.median(took[4:14]), statistics.median(took[-10:])
    sys.stdout.write(
        f"laden            {loaded:6.1f} s\n"
        f"beurt 5-14       {early:6.1f} ms (mediaan)\n"
        f"beurt 51-60      {late:6.1f} ms (mediaan), {late / early:.2f} keer beurt 5-14\n"
        f"verhaal          {took[3]:6.1f} ms\n"
        f"geheugen         {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB (hoogste)\n"
        f"database         {size / 1024:6.0f} kB voor {TURNS} beurten\n"
    )


if __name__ == "__main__":
    asyncio.run(main())
