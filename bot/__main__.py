"""``python -m bot`` is ``daymark``."""

from bot.cli import main

if __name__ == "__main__":
    main()
