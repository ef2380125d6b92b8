"""A process in the place of the one that draws, which misbehaves as it is told in its jobs."""

import sys
import time

from charts.pipe import SIZE, next_message, packed
from charts.studio import READY


def main() -> None:
    answer(READY)
    while True:
        try:
            name, arguments = next_message(sys.stdin.buffer)
        except EOFError:
            return
        match name:
            case "echo":
                answer(arguments)
            case "babble":
                sys.stdout.buffer.write((5).to_bytes(SIZE, "big") + b"\x80\x05hm.")
                sys.stdout.buffer.flush()
            case "hang":
                time.sleep(600)
            case "die":
                sys.exit(1)


def answer(message: object) -> None:
    sys.stdout.buffer.write(packed(message))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
