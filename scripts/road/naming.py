"""What a thing is called where its name is one of many, or stands in a sentence: without the rest of its full name."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]")


def without_brackets(name: str) -> str:
    """A name without what stands in brackets behind or in it."""
    return _BRACKETED.sub("", name).strip() or name
