"""Speed, start and memory as ratios to a stock bot, taken in one run: `python -m tests.bench`."""
