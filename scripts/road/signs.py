"""Characters that belong in no text of the data: what nobody sees, what was lost, pictures, look-alikes of Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

BREAKS = "\x85\u2028\u2029"  # end a line for YAML, though few editors show it
# Control characters, half characters, and what takes no room of its own: none of them is typed on purpose.
_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    f"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb{BREAKS}\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U000e0fff"
)
UNSEEN = re.compile(f"[{_UNSEEN}]")
_LOST = "\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff"  # the last two are for private use: nobody else's font has them
# Pictures; not the marks of printed forms and lists (★☆☐☑☒♀♂✓✔✕✖✗✘) nor arrows, triangles, squares and circles.
_PICTURES = (
    "\u231a\u231b\u23e9-\u23fa\u2600-\u2604\u2607-\u260f\u2613-\u263f\u2641\u2643-\u2712\u2719-\u275a\u275f-\u2775"
    "\u2794-\u27bf\u2b05-\u2bff\u20e0-\u20e4\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_ALIKE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"  # parts of characters and doubles, as files of type PDF have
_ODD = re.compile(f"[{_UNSEEN}{_LOST}{_PICTURES}{_ALIKE}]+")


def odd_in(text: str, besides: str = "") -> Iterator[tuple[int, str, str]]:
    """Each run of characters that do not belong in a text, but for those that ``besides`` has: where it begins, what
    was found and what is expected."""
    for run in _ODD.finditer(text):
        if odd := [character for character in run.group() if character not in besides]:
            seen = [character for character in odd if not UNSEEN.match(character)]  # a picture may have several parts
            yield run.start(), *_told((seen or odd)[0])


def _told(character: str) -> tuple[str, str]:
    code = f"the character #x{ord(character):04x}"
    if UNSEEN.match(character):
        return code, "text without control characters or others that nobody sees"
    if re.match(f"[{_LOST}]", character):
        return f"{code}, the rest of one that was lost", "the character that stood here: look in the source"
    if re.match(f"[{_PICTURES}]", character):
        return f'{code} ("{character}"), a picture', "words that say what it shows, or nothing"
    usual = unicodedata.normalize("NFKC", character)
    expected = f'"{usual}"' if usual != character else "the character itself, typed anew"
    return f'{code} ("{character}"), which only looks like a Chinese character', expected
