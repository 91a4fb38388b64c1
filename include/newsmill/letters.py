"""Letters as keys are made of."""

import unicodedata
from typing import Literal


def without_accents(text: str, form: Literal["NFD", "NFKD"] = "NFD") -> str:
    """The letters of a text without the marks on them.

    Args:
        form: of Unicode's normal forms that take marks off, NFD or NFKD.

    >>> without_accents("Bogotá")
    'Bogota'
    """
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize(form, text) if not unicodedata.combining(c))
