"""Leafing through a list that does not fit."""

from __future__ import annotations

from collections.abc import Callable

from bot.codes.settings import Nothing
from bot.view import Button, Row
from bot.wire import Code


def turning(number: int, pages: int, code: Callable[[int], Code]) -> tuple[Row, ...]:
    """``‹ 2/4 ›``, where there is more than one page; ``number`` counts from 0."""
    if pages < 2:
        return ()
    return (
        (
            Button("‹", code(number - 1) if number else Nothing()),
            Button(f"{number + 1}/{pages}", Nothing()),
            Button("›", code(number + 1) if number + 1 < pages else Nothing()),
        ),
    )
