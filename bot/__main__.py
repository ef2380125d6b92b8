"""The way in, for ``python -m bot`` and for the installed command alike."""

from bot.collector import spared


def main() -> None:
    """The command line."""
    with spared():
        from bot.cli import main as daymark  # noqa: PLC0415 - not before the line above
    daymark()


if __name__ == "__main__":
    main()
