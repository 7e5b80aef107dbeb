"""What stands in for a key that could not be read, so that all the rest of a document is checked in the same pass.

A finding has told of the key already. Nothing that stands in is ever built: the finding stops the build.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scripts.road.findings import Place
from scripts.road.model import Bilingual, Document, Holds, Issuer, Provision, Source, Stated, Text, placed

LONG_AGO, LAST = "1949-10-01", "2099-12-31"


def stand_in(kind: type, values: dict[str, Any], required: set[str], at: Place) -> bool:
    """Put something for each of the ``required`` attributes that ``values`` lacks; ``False`` where nothing can be."""
    others = _of_document(at) if kind is Document else _of_provision(at) if kind is Provision else {}
    missing = required - values.keys()
    if kind not in (Document, Provision) or not missing <= others.keys():
        return False
    if kind is Provision and missing & {"zh", "en"}:
        values |= {"zh": others["zh"], "en": others["en"]}  # one language alone would tell other numbers
    for name in missing:
        values[name] = others[name]
    return True


def _of_document(at: Place) -> dict[str, Any]:
    return {
        "id": placed(Text, Path(at.file).stem, at),
        "place": placed(Text, "", at),
        "nature": placed(Text, "", at),
        "title": _said(at),
        "short": _said(at),
        "number": _inferred("", at),
        "issuers": [Issuer(at, placed(Text, "", at), placed(Text, "", at))],
        "issued": _inferred(LONG_AGO, at),
        "holds": Holds(at, _inferred(LONG_AGO, at), _inferred(LAST, at)),
        "source": Source(at, placed(Text, "", at), placed(Text, "", at)),
        "complete": True,
    }


def _of_provision(at: Place) -> dict[str, Any]:
    nothing = placed(Text, "", at)
    return {"path": nothing, "kinds": [placed(Text, "context", at)], "zh": nothing, "en": nothing}


def _said(at: Place) -> Bilingual:
    return Bilingual(at, placed(Text, "", at), placed(Text, "", at))


def _inferred(value: str, at: Place) -> Stated:
    return Stated(at, placed(Text, value, at), state="inferred", why=_said(at))
