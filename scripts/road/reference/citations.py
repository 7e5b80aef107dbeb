"""Which documents rest on which, also where the cited one is not held."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.road.model import Cited, Document
from scripts.road.views import Views


@dataclass(slots=True)
class CitedView:
    """A cited document, the held document that it is (if any), and who cites it where."""

    cited: Cited
    held: Document | None
    by: list[tuple[Document, Cited]] = field(default_factory=list)


def citing(views: Views) -> list[tuple[Document, list[CitedView]]]:
    """Each document that cites others, with these in its own order."""
    all_cited = _all(views)
    return [
        (document, [all_cited[_identity(cited)] for cited in document.cites])
        for document in views.shelf.policy.documents
        if document.cites
    ]


def cited_often(views: Views) -> list[CitedView]:
    """The documents that more than one document cites, or that are held here themselves."""
    return [view for view in _all(views).values() if view.held or len({str(one.id) for one, _ in view.by}) > 1]


def _all(views: Views) -> dict[str, CitedView]:
    held = {str(one.number.value): one for one in views.shelf.policy.documents if one.number.value}
    found: dict[str, CitedView] = {}
    for document in views.shelf.policy.documents:
        for cited in document.cites:
            view = found.setdefault(_identity(cited), CitedView(cited, held.get(str(cited.number))))
            view.by.append((document, cited))
    return found


def _identity(cited: Cited) -> str:
    """Two mentions mean the same document when they give the same number or, without one, the same title."""
    return str(cited.number or cited.zh)
