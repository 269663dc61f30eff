"""Stage 5: facts, counters and a rulebook give a score that explains itself."""
