"""A request, from raw inputs to a result: check, normalise, find out what holds on the date, compute, and put the
answer together."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from calculator.answer import receipt
from calculator.bounds import Determined
from calculator.families import FAMILIES
from calculator.inputs import Checker, InputProblems
from calculator.money import yuan
from calculator.questions import Known
from calculator.rulebook import Rulebook, carried


def run(name: str, inputs: dict, rulebook: Rulebook | None = None) -> dict:
    """Compute one request and explain it.

    ``name`` is a calculator; ``inputs`` follow :func:`calculator.schema`, money being decimal strings of yuan and dates
    ISO texts. The result is ``result/v1``: ``status``, ``results``, ``steps``, ``values_used``, ``missing``,
    ``readings``, ``assumptions`` and ``receipt``.
    A local value that nobody gave is no error: it is listed in ``missing``, and what depends on it comes with bounds.

    Raises :class:`InputProblems` with every problem at once, and ``KeyError`` for a calculator that does not exist.
    """
    book = rulebook or carried()
    family = FAMILIES[name]
    normal = _checked(family, inputs, book)
    status = _status(family, normal, book)
    result: dict = {"schema": "result/v1", "calculator": name, "inputs": normal, **status}
    if status["status"] != "computed":
        empty: dict = {
            key: []
            for key in ("results", "steps", "values_used", "values_unused", "missing", "readings", "assumptions")
        }
        return {**result, **empty, "receipt": receipt(book.version, normal)}
    determined, questions = family.run(normal, book)
    steps = [_with_words(step, determined, book) for step in determined.outcome.steps]
    return {
        **result,
        "results": [_amount(name, determined) for name in determined.outcome.amounts],
        "steps": steps,
        "values_used": [_used(known, book) for known in questions.used.values() if known.whose != "missing"],
        "values_unused": questions.unused(),
        "missing": [_missing(key, known, determined, book) for key, known in _in_order(questions.missing, book)],
        "readings": _readings(steps, normal, book),
        "assumptions": _assumptions(steps, book),
        "receipt": receipt(book.version, normal),
    }


def compare_readings(name: str, inputs: dict, rulebook: Rulebook | None = None) -> dict:
    """What each option of each reading in play would give: ``{"readings": [{"id", "option", "chosen", "options":

    [{"option", "results"}]}]}``.
    """
    book = rulebook or carried()
    result = run(name, inputs, book)
    compared = []
    for reading in result["readings"]:
        options = []
        for option in book.readings[reading["id"]]["options"]:
            switched = {**inputs, "readings": {**(inputs.get("readings") or {}), reading["id"]: option}}
            options.append({"option": option, "results": run(name, switched, book)["results"]})
        compared.append({**reading, "options": options})
    return {"readings": compared}


def calculators(rulebook: Rulebook | None = None) -> list[dict]:
    """The calculators with their names in both languages."""
    book = rulebook or carried()
    return [{"name": name, **book.words[name]["title"]} for name in FAMILIES]


def _checked(family: ModuleType, inputs: dict, book: Rulebook) -> dict:
    checker = Checker(book)
    normal = checker.record(family.FIELDS, inputs)
    if not any(problem["field"] == "inputs" for problem in checker.problems):
        family.check(normal, checker)
    if checker.problems:
        raise InputProblems(checker.problems)
    return normal


def _status(family: ModuleType, normal: dict, book: Rulebook) -> dict:
    """Whether the documents of the place, or of those above it, decide anything on any of the days asked about."""
    days = family.days(normal)
    entries = [(name, book.documents[name]) for name in _ruling(book, book.places(normal["place"]))]
    holding = [name for name, _ in entries if any(book.holds(name, day) for day in days)]
    if not entries or holding:
        return {"status": "computed", "documents": holding}
    first = min(days)
    if all(e["nature"] == "normative" and e["until"] is not None and first >= e["until"] for _, e in entries):
        last = max(entry["last_day"] for _, entry in entries)
        return {"status": "validity_passed", "last_valid_day": last, "documents": [name for name, _ in entries]}
    return {"status": "not_determined", "documents": [name for name, _ in entries]}


def _ruling(book: Rulebook, places: list[str]) -> list[str]:
    found = [rule["document"] for rule in book.rules if rule["document"] and rule["place"] in places]
    return sorted(set(found))


def _amount(name: str, determined: Determined) -> dict:
    if name not in determined.between:
        return {"id": name, "value": yuan(determined.outcome.amounts[name]), "unit": "yuan"}
    low, high = determined.between[name]
    return {"id": name, "value": None, "between": [yuan(low), yuan(high)], "unit": "yuan"}


def _with_words(step: dict, determined: Determined, book: Rulebook) -> dict:
    """The step with the quoted words of its clauses; a step that a missing value moves keeps its formula but not its
    numbers."""
    shown = {**step, "cites": _quoted(step.get("cites", ()), book)}
    if step["id"] in determined.open_steps and step["applied"]:
        shown |= {"operands": dict.fromkeys(step["operands"]), "value": None, "exact": None, "waits": True}
    return shown


def _used(known: Known, book: Rulebook) -> dict:
    return {
        "concept": known.concept,
        "keys": known.keys,
        "value": known.text,
        "approximate": known.approximate,
        "whose": known.whose,
        "source": known.source,
        "cites": _quoted(known.cites, book),
    }


def _quoted(cites: Iterable[dict], book: Rulebook) -> list[dict]:
    """Clauses with the words that they are cited for."""
    return [
        {"clause": cite["clause"], "words": [book.clauses[cite["clause"]]["quotes"][quote] for quote in cite["quotes"]]}
        for cite in cites
    ]


def _in_order(missing: dict[tuple, Known], book: Rulebook) -> list[tuple[tuple, Known]]:
    """Missing values in the order in which the concepts are declared; what only a slip can tell comes last."""
    order = {concept: number for number, concept in enumerate(book.concepts)}
    return sorted(missing.items(), key=lambda item: order.get(item[1].concept, len(order)))


def _missing(key: tuple, known: Known, determined: Determined, book: Rulebook) -> dict:
    concept = book.concepts.get(known.concept)
    who_knows = concept["who_knows"] if concept else book.words["common"]["slip"]["who_knows"]
    untold = [name for name in concept["by"] if name not in known.keys] if concept else []
    return {
        "concept": known.concept,
        "keys": known.keys,
        "matters": key in determined.matters,
        "who_knows": who_knows,
        "untold": untold,
    }


def _readings(steps: list[dict], normal: dict, book: Rulebook) -> list[dict]:
    names = sorted({reading for step in steps for reading in step.get("readings", ())}, key=list(book.readings).index)
    switched = normal.get("readings", {})
    return [
        {
            "id": name,
            "option": switched.get(name, book.readings[name]["chosen"]),
            "chosen": book.readings[name]["chosen"],
        }
        for name in names
    ]


def _assumptions(steps: list[dict], book: Rulebook) -> list[str]:
    used = {assumption for step in steps for assumption in step.get("assumptions", ())}
    for step in steps:
        document = next((rule["document"] for rule in book.rules if rule["id"] == step.get("rule")), None)
        if document:
            used.update(book.documents[document]["assumptions"])
    return [assumption for assumption in book.assumptions if assumption in used]
