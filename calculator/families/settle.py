"""A sheet computed although facts or values are missing: what they do not touch is definite, the rest has bounds.

Facts that nobody told are tried one after another, each answer in its own branch; within a branch each missing value
is put at either end of its bounds. A result that comes out the same everywhere is definite.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from calculator.answer import Answer, Missing
from calculator.bounds import differing
from calculator.families.open_facts import Assumed, Open, branches, those_that_matter
from calculator.families.sheet import Figure, Sheet, Value, printed
from calculator.own_values import own_rows, profile_of
from calculator.questions import Known, Questions
from calculator.rulebook import Rulebook
from calculator.working import working_if

MOST_ALONE = 10  # missing values that are varied one by one within a branch; the others move together


class Start(NamedTuple):
    """From where a sheet is gone on with: what an earlier part of the request assumed and left."""

    assumed: Assumed
    ends: dict[tuple, bool]  # missing value → whether it was put at its upper end
    state: Any


NOWHERE = Start({}, {}, None)  # whence a sheet begins that no other part goes before


class Pass(NamedTuple):
    """One pass: the facts assumed, the missing values put at their upper ends, the sheet that came out, and what it
    leaves to a later part."""

    start: int
    assumed: Assumed
    at_most: frozenset[tuple]
    sheet: Sheet
    left: Any
    ends: dict[tuple, bool]


class Settled(NamedTuple):
    """The answer of a sheet and the passes behind it, with the facts that they opened."""

    answer: Answer
    passes: list[Pass]
    opened: dict[str, Open]


def settle(fill: Callable[[Sheet], None], inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """Let ``fill`` write the sheet of normalised ``inputs``, as often as what is missing asks for; the steps are
    gathered if a ``working`` is wanted."""
    return settle_from([NOWHERE], lambda sheet, _: fill(sheet), inputs, book, working, {}).answer


def settle_from(
    starts: list[Start],
    fill: Callable[[Sheet, Any], Any],
    inputs: dict,
    book: Rulebook,
    working: bool,
    opened_before: dict[str, Open],
) -> Settled:
    """The same from each of several starts, whose state ``fill`` is handed: what one of them allows is possible."""
    questions = Questions(
        book,
        book.places(inputs["place"]),
        book.with_implied(inputs.get("groups", [])),
        own_rows(inputs.get("values", {}), book),
        profile_of(inputs, book),
    )
    opened = {field: fact for field, fact in opened_before.items() if any(field in one.assumed for one in starts)}
    missing: dict[tuple, Known] = {}
    used: dict[tuple, Known] = {}
    passes: list[Pass] = []

    def one(number: int, assumed: Assumed, at_most: frozenset[tuple]) -> Pass:
        questions.start(at_most | {key for key, top in starts[number].ends.items() if top})
        sheet = Sheet(book, inputs, questions, assumed, working_if(working))
        left = fill(sheet, starts[number].state)
        return Pass(number, assumed, questions.at_most, sheet, left, {})

    for number, start in enumerate(starts):
        corners = partial(_corners, partial(one, number), questions, start)
        for _, branch in branches(corners, opened, start.assumed):
            passes += branch
            missing |= questions.missing
            used |= {key: known for key, known in questions.used.items() if known.whose != "missing"}
    results, open_names = _results(passes)
    touched = [*_facts(opened, passes), *_value_gaps(missing, passes)] if open_names else []
    gaps = [Missing(f"fact.{fact.key}", {}, fact.field, fact.field in touched) for fact in opened.values()]
    gaps += [
        Missing(known.concept, known.keys, None, key in touched)
        for key, known in missing.items()
        if known.concept in book.concepts  # an earlier result that is open names what it waits for itself
    ]
    first = passes[0].sheet
    answer = Answer(
        results=results,
        sections=first.sections,
        steps=_steps(passes),
        open_steps=frozenset(differing([one.sheet.working.steps for one in passes], lambda step: step)),
        used=list(used.values()),
        unused=[concept for concept in questions.unused() if concept not in {known.concept for known in used.values()}],
        missing=gaps,
    )
    return Settled(answer, passes, opened)


def for_all(assumed: Assumed, at: str = "") -> Assumed:
    """The answers that are not about one item of a list, or about the one that stands ``at`` a place in the inputs."""
    return {field: told for field, told in assumed.items() if "[" not in field or field.rpartition(".")[0] == at}


def _corners(
    one: Callable[[Assumed, frozenset[tuple]], Pass], questions: Questions, start: Start, assumed: Assumed
) -> list[Pass]:
    """The passes at the ends of all that is missing and was not put at an end before."""
    questions.missing = {}
    lowest = one(assumed, frozenset())
    while free := [key for key in questions.missing if key not in start.ends]:
        together = free[MOST_ALONE:]
        axes = [{key} for key in free[:MOST_ALONE]] + ([set(together)] if together else [])
        corners = [
            frozenset[tuple]().union(*(axis for axis, top in zip(axes, corner, strict=True) if top))
            for corner in product((False, True), repeat=len(axes))
        ]
        others = [one(assumed, at_most) for at_most in corners[1:]]
        lowest = one(assumed, frozenset())  # once more, now that all that is missing is known
        if free == [key for key in questions.missing if key not in start.ends]:
            found = [lowest, *others]
            return [each._replace(ends=start.ends | {key: key in each.at_most for key in free}) for each in found]
        # else a value asked for at one end alone has to be varied as well
    return [lowest._replace(ends=start.ends)]


def _results(passes: list[Pass]) -> tuple[list[dict], set[str]]:
    """The results as printed, those that differ between passes with their bounds, and the names of these."""
    names = list(dict.fromkeys(name for one in passes for name in one.sheet.figures))
    results, open_names = [], set()
    for name in names:
        found = [one.sheet.figures.get(name) for one in passes]
        figures = list(dict.fromkeys(found))
        first = next(figure for figure in figures if figure is not None)
        entry: dict = {"id": name, "value": printed(first, first.value), "unit": first.unit}
        if any(figure.approximate for figure in figures if figure is not None):
            entry["approximate"] = True
        if len(figures) > 1:
            open_names.add(name)
            entry |= {"value": None, **_span(figures, first, _comes_and_goes(name, passes))}
        elif first.why:
            entry["why"] = first.why
        results.append(entry)
    return results, open_names


def _comes_and_goes(name: str, passes: list[Pass]) -> bool:
    """Whether values decide if there is such a result: then the ends of the values do not bound it."""
    there: dict[tuple, set[bool]] = {}
    for one in passes:
        figure = one.sheet.figures.get(name)
        there.setdefault((one.start, *one.assumed.items()), set()).add(figure is not None and figure.value is not None)
    return any(len(both) > 1 for both in there.values())


def _span(figures: list[Figure | None], first: Figure, unbounded: bool) -> dict:
    """Between which amounts, or among which outcomes, an open result lies."""
    values: list[Value] = [figure.value if figure else None for figure in figures]
    known = [value for value in dict.fromkeys(values) if value is not None]
    none = {"or_none": True} if None in values else {}
    if first.unit in ("outcome", "flag"):
        return {"among": [printed(first, value) for value in known], **none}
    ordered = [printed(first, value) for value in sorted(known, key=_Size)]
    if unbounded or not ordered:
        return {"between": None, **none}
    return {**({"between": [ordered[0], ordered[-1]]} if len(ordered) > 1 else {"among": ordered}), **none}


class _Size:
    """Orders values of one result: fen, counts and dates as they are, pairs by their exact size."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def __lt__(self, other: _Size) -> bool:
        one, two = self.value, other.value
        if isinstance(one, tuple) and isinstance(two, tuple):
            return one[0] * two[1] < two[0] * one[1]
        return one < two  # type: ignore[operator]


def _facts(opened: dict[str, Open], passes: list[Pass]) -> list[str]:
    """The open facts on which a result depends."""
    return those_that_matter(opened, [(one.assumed, (_told(one),)) for one in passes])


def _value_gaps(missing: dict[tuple, Known], passes: list[Pass]) -> list[tuple]:
    """The missing values on which a result depends: moving one alone, or together with others, changes it.

    One without bounds cannot be moved; it may always matter.
    """
    by_corner = {(one.start, tuple(one.assumed.items()), one.at_most): _told(one) for one in passes}
    found = []
    concepts = passes[0].sheet.book.concepts
    for key, known in missing.items():
        if known.concept in concepts and concepts[known.concept]["least"] is None:
            found.append(key)
            continue
        before = {end: {_told(one) for one in passes if one.ends.get(key) is end} for end in (False, True)}
        if before[False] != before[True] and any(
            lower is None or lower != told
            for (start, assumed, at_most), told in by_corner.items()
            if key in at_most
            for lower in (by_corner.get((start, assumed, at_most - {key})),)
        ):
            found.append(key)
    return found


def _told(one: Pass) -> frozenset:
    return frozenset(one.sheet.figures.items())


def _steps(passes: list[Pass]) -> list[dict]:
    """The steps of the first pass, without those that say of a rule that it does not stand where it may."""
    applied = {step["id"] for one in passes for step in one.sheet.working.steps if step["applied"]}
    return [step for step in passes[0].sheet.working.steps if step["applied"] or step["id"] not in applied]
