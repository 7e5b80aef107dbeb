"""The pages that gather what stands in many documents: one entry a page, named like its template and its words."""

from __future__ import annotations

from scripts.road.reference import citations, duties, glossary, groups, places, values
from scripts.road.views import Views

WITH_TODAY = {"documents", "regions", "targets"}  # pages that say how things stand on the reader's day
LONG = {"glossary", "groups", "obligations", "topics", "values"}  # words can be found on them, folded parts opened


def reference_pages(views: Views) -> dict[str, dict[str, object]]:
    """What each page is given beside what every page has."""
    return {
        "documents": {
            "shelves": places.by_place(views),
            "counts": {str(one.id): places.counts(one, views) for one in views.shelf.policy.documents},
        },
        "groups": {"people": groups.people(views)},
        "topics": {"topics": places.by_topic(views)},
        "regions": {"tree": places.tree(views)},
        "values": {
            "concepts": values.by_concept(views),
            "wanted": values.wanted(views),
            "unused": values.unused(views),
        },
        "obligations": {"actors": duties.by_actor(views)},
        "targets": {"targets": duties.targets(views), "deadlines": duties.deadlines(views)},
        "glossary": {"letters": glossary.in_order(views.shelf.policy.glossary, views.words.language)},
        "citations": {"citing": citations.citing(views), "often": citations.cited_often(views)},
    }


def scripts_of(page: str) -> list[str]:
    """The scripts that a page needs."""
    return [name for name, pages in (("document", WITH_TODAY), ("reference", LONG)) if page in pages]


def reference_files(views: Views) -> dict[str, str]:
    """Files beside the pages, for other programs."""
    return {"values.csv": values.table(views)}
