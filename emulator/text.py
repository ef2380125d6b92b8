"""Length and slices of text as Telegram counts them: in UTF-16 code units."""


def utf16_length(text: str) -> int:
    """UTF-16 code units in `text`; lone surrogates count as one."""
    if text.isascii():
        return len(text)
    return sum(2 if char > "\uffff" else 1 for char in text)


def utf16_slice(text: str, start: int, end: int) -> str:
    """The part of `text` between two UTF-16 offsets; half a pair survives as a lone surrogate."""
    units = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
    return units.decode("utf-16-le", "surrogatepass")


def utf8_bytes(text: str) -> int:
    """Bytes of `text` in UTF-8, lone surrogates included, as a client would send them."""
    return len(text.encode("utf-8", "surrogatepass"))


def has_lone_surrogate(text: str) -> bool:
    """Whether `text` could not be encoded in UTF-8."""
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)
