"""The pages that gather what stands in many documents: one entry a page, named like its template and its words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from scripts.road.parts import Parts
from scripts.road.reference import citations, duties, glossary, groups, places, values
from scripts.road.views import Views

WITH_TODAY = {"documents", "regions", "targets"}  # pages that say how things stand on the reader's day
LONG = {"glossary", "groups", "obligations", "topics", "values"}  # words can be found on them, folded parts opened


class Reference:
    """What these pages are given in one language, beside what every page has, and the files beside them."""

    def __init__(self, views: Views, parts: Parts) -> None:
        self._views, self._parts = views, parts

    @cached_property
    def _wanted(self) -> list[tuple[str, list[values.Wanted]]]:
        return values.wanted(self._views)

    def pages(self) -> dict[str, Callable[[], dict[str, object]]]:
        """Each page's own, by its name: made when it is asked for, since it can be large."""
        views, parts = self._views, self._parts
        return {
            "documents": lambda: {
                "shelves": places.by_place(views),
                "counts": {str(one.id): places.counts(one, views) for one in views.shelf.policy.documents},
            },
            "groups": lambda: {"people": groups.people(views, parts)},
            "topics": lambda: {"topics": places.by_topic(views, parts)},
            "regions": lambda: {"tree": places.tree(views)},
            "values": self._values,
            "obligations": lambda: {"actors": duties.by_actor(views, parts)},
            "targets": lambda: {"targets": duties.targets(views), "deadlines": duties.deadlines(views)},
            "glossary": lambda: {"letters": glossary.in_order(views.shelf.policy.glossary, views.words.language)},
            "citations": lambda: {"citing": citations.citing(views), "often": citations.cited_often(views)},
        }

    def files(self) -> dict[str, str]:
        """Files beside the pages, for other programs."""
        return {"values.csv": values.table(self._views, self._wanted)}

    def _values(self) -> dict[str, object]:
        concepts = values.by_concept(self._views, self._parts)
        return {
            "subjects": values.by_topic(self._views, concepts),
            "shown": {str(view.concept.id) for view in concepts},
            "wanted": self._wanted,
            "unused": values.unused(self._views, concepts, self._wanted),
        }


def scripts_of(page: str) -> list[str]:
    """The scripts that a page needs."""
    return [name for name, pages in (("document", WITH_TODAY), ("reference", LONG)) if page in pages]
