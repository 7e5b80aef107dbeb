"""The pages that gather what stands in many documents: one entry a page, named like its template and its words."""

from __future__ import annotations

from collections.abc import Callable

from scripts.road.parts import Parts
from scripts.road.reference import citations, duties, glossary, groups, places, values
from scripts.road.views import Views

WITH_TODAY = {"documents", "regions", "targets"}  # pages that say how things stand on the reader's day
LONG = {"glossary", "groups", "obligations", "topics", "values"}  # words can be found on them, folded parts opened


def reference_pages(views: Views, parts: Parts) -> dict[str, Callable[[], dict[str, object]]]:
    """What each page is given beside what every page has: made when it is asked for, since it can be large."""
    return {
        "documents": lambda: {
            "shelves": places.by_place(views),
            "counts": {str(one.id): places.counts(one, views) for one in views.shelf.policy.documents},
        },
        "groups": lambda: {"people": groups.people(views, parts)},
        "topics": lambda: {"topics": places.by_topic(views, parts)},
        "regions": lambda: {"tree": places.tree(views)},
        "values": lambda: _values(views, parts),
        "obligations": lambda: {"actors": duties.by_actor(views, parts)},
        "targets": lambda: {"targets": duties.targets(views), "deadlines": duties.deadlines(views)},
        "glossary": lambda: {"letters": glossary.in_order(views.shelf.policy.glossary, views.words.language)},
        "citations": lambda: {"citing": citations.citing(views), "often": citations.cited_often(views)},
    }


def _values(views: Views, parts: Parts) -> dict[str, object]:
    concepts = values.by_concept(views, parts)
    return {
        "subjects": values.by_topic(views, concepts),
        "shown": {str(view.concept.id) for view in concepts},
        "wanted": values.wanted(views),
        "unused": values.unused(views, concepts),
    }


def scripts_of(page: str) -> list[str]:
    """The scripts that a page needs."""
    return [name for name, pages in (("document", WITH_TODAY), ("reference", LONG)) if page in pages]


def reference_files(views: Views) -> dict[str, str]:
    """Files beside the pages, for other programs."""
    return {"values.csv": values.table(views)}


def forget() -> None:
    """Let go of the documents that pages were made of."""
    values.wanted.cache_clear()
