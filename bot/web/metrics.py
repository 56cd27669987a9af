"""Counters and durations for Prometheus; nothing personal, no conversation ids."""

from prometheus_client import Counter, Histogram

TURNS = Counter("startgesprek_beurten_total", "Beurten per uitkomst", ["status"])
TURN_SECONDS = Histogram("startgesprek_beurt_seconden", "Duur van een beurt", buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2))
BEGUN = Counter("startgesprek_begonnen_total", "Begonnen gesprekken per kanaal", ["kanaal"])
