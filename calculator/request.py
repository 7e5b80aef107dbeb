"""A request, from raw inputs to a result: check, normalise, find out what holds on the date, compute, and put the
answer together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

from calculator.answer import SCHEMA, Answer, Missing, digest, receipt
from calculator.families import FAMILIES
from calculator.fields import fields_of
from calculator.inputs import Checker, InputProblems
from calculator.questions import Known
from calculator.repeats.shapes import repeats_of
from calculator.rulebook import Rulebook, carried


def run(name: str, inputs: dict, rulebook: Rulebook | None = None, *, working: bool = True) -> dict:
    """Compute one request and explain it.

    ``name`` is a calculator; ``inputs`` follow :func:`calculator.schema`, money being decimal strings of yuan and dates
    ISO texts. The result is ``result/v1``: ``status``, ``results``, ``steps``, ``values_used``, ``missing``,
    ``readings``, ``assumptions`` and ``receipt``.
    A local value that nobody gave is no error: it is listed in ``missing``, and what depends on it comes with bounds.
    Without the ``working`` the same amounts come sooner, and nothing that is read off the steps: no ``steps``,
    ``readings``, ``assumptions`` and ``next_steps``.

    Raises :class:`InputProblems` with every problem at once, and ``KeyError`` for a calculator that does not exist.
    """
    book = rulebook or carried()
    family = FAMILIES[name]
    asked = repeats_of(book).asked(name, family.FIELDS, inputs, working)
    result = asked.again() if asked else None
    if result is None:
        normal = _checked(family, inputs, book)
        result = _result(name, normal, book, working, digest)
        if asked:
            asked.computed(result, normal, lambda *written: _recorded(name, book, working, *written))
    return result


def _recorded(name: str, book: Rulebook, working: bool, normal: dict, digest: Callable[[dict], str]) -> dict:
    """The same with amounts that take note of what they are put through: of what the checks decide by them, too."""
    FAMILIES[name].check(normal, Checker(book))
    return _result(name, normal, book, working, digest)


def _result(name: str, normal: dict, book: Rulebook, working: bool, digest: Callable[[dict], str]) -> dict:
    """The result of normalised inputs; ``digest`` tells them from others."""
    family = FAMILIES[name]
    book = book.read(normal.get("readings", {}))
    days = family.days(normal)
    ruling = book.documents_with(family.LAYERS, getattr(family, "USES", ()), book.places(normal["place"]))
    status = _status(normal["place"], days, ruling, family.HAS_FRAME, book)
    answer = family.run(normal, book, working) if status["status"] == "computed" else Answer.nothing()
    steps = [_with_words(step, answer, book) for step in answer.steps] if working else []
    at_the_end = _read_at_the_end(days, ruling, book)
    return {
        "schema": SCHEMA,
        "calculator": name,
        "inputs": normal,
        **status,
        "results": answer.results,
        "sections": answer.sections,
        **({"steps": steps} if working else {}),
        "values_used": [_used(known, book) for known in answer.used],
        "values_unused": answer.unused,
        "missing": [_missing(gap, normal["place"], days, book) for gap in _in_order(answer.missing, book)],
        **(_read_off(steps, at_the_end, normal, book) if working else {}),
        "receipt": receipt(book.version, digest(normal)),
    }


def compare_readings(name: str, inputs: dict, rulebook: Rulebook | None = None) -> dict:
    """What each option of each reading in play would give:
    ``{"readings": [{"id", "option", "chosen", "options": [{"option", "results"}]}]}``."""
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
    normal = checker.record(fields_of(family, book.keys), inputs)
    if not any(problem["field"] == "inputs" for problem in checker.problems):
        family.check(normal, checker)
    if checker.problems:
        raise InputProblems(checker.problems)
    return normal


def _status(place: str, days: list[str], ruling: list[str], has_frame: bool, book: Rulebook) -> dict:
    """Whether the documents of the place, or of those above it (``ruling``), decide anything on any of the days asked
    about."""
    entries = [(name, book.documents[name]) for name in ruling]
    if has_frame:  # what a place above has not laid down yet changes nothing here
        entries = [
            (name, entry)
            for name, entry in entries
            if entry["place"] == place or entry["from"] is None or max(days) >= entry["from"]
        ]
    holding = [name for name, _ in entries if any(book.holds(name, day) for day in days)]
    if holding or (not entries and has_frame):
        return {"status": "computed", "documents": holding}
    first = min(days)
    over = [e for _, e in entries if e["nature"] == "normative" and e["until"] is not None and first >= e["until"]]
    if entries and len(over) == len(entries):
        last = max(entry["last_day"] for entry in over)
        return {"status": "validity_passed", "last_valid_day": last, "documents": [name for name, _ in entries]}
    return {"status": "not_determined", "documents": [name for name, _ in entries]}


def _with_words(step: dict, answer: Answer, book: Rulebook) -> dict:
    """The step with the quoted words of its clauses; a step that a missing value moves keeps its formula but not its
    numbers."""
    shown = {**step, "cites": _quoted(step.get("cites", ()), book)}
    if step["applied"] and step["id"] in answer.open_steps:
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


def _in_order(missing: list[Missing], book: Rulebook) -> list[Missing]:
    """What is missing: facts first, then values in the order in which the concepts are declared, then what only a slip
    can tell."""
    if len(missing) < 2:
        return missing
    order = {concept: number for number, concept in enumerate(book.concepts)}
    return sorted(missing, key=lambda gap: -1 if gap.field else order.get(gap.concept, len(order)))


def _missing(gap: Missing, place: str, days: list[str], book: Rulebook) -> dict:
    left = book.left_to(gap.concept, gap.keys, book.places(place), days)
    concept = book.concepts.get(gap.concept)
    common = book.words["common"]["fact" if gap.field else "slip"]
    untold = [name for name in concept["by"] if name not in gap.keys] if concept else []
    return {
        "concept": gap.concept,
        "keys": gap.keys,
        **({"field": gap.field} if gap.field else {}),
        "matters": gap.matters,
        "who_knows": concept["who_knows"] if concept else common["who_knows"],
        "untold": untold,
        **({"delegated": {"to": left["to"], "cites": _quoted([left["cite"]], book)}} if left else {}),
    }


def _read_off(steps: list[dict], at_the_end: list[str], normal: dict, book: Rulebook) -> dict:
    """What the steps, and the ends of documents, show: readings and assumptions in use, and what to do now."""
    return {
        "readings": _readings(steps, at_the_end, normal, book),
        "assumptions": _assumptions(steps, book),
        "next_steps": _next_steps(steps, book),
    }


def _next_steps(steps: list[dict], book: Rulebook) -> list[dict]:
    """What the clauses behind the result ask somebody to do now, each duty once; not what is still undecided."""
    applied = [step for step in steps if step["applied"] and step.get("rule")]
    undecided = {step["rule"] for step in applied if step["kind"] == "decided" and step.get("waits")}
    due = book.duties_of({step["rule"] for step in applied} - undecided)
    return [
        {
            **{key: duty[key] for key in ("rule", "who", "must", "for", "by", "within", "every", "person")},
            "cites": _quoted([duty["cite"]], book),
        }
        for duty in due
    ]


def _read_at_the_end(days: list[str], ruling: list[str], book: Rulebook) -> list[str]:
    """The readings that decide whether a document still holds on a day asked about."""
    ends = [book.documents[name]["ends"] for name in ruling]
    return [end["reading"] for end in ends if end and any(end["half_open"] <= day < end["inclusive"] for day in days)]


def _readings(steps: list[dict], others: list[str], normal: dict, book: Rulebook) -> list[dict]:
    found = {reading for step in steps for reading in step.get("readings", ())}
    names = sorted({*found, *others}, key=list(book.readings).index)
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
    documents = {book.document_of(step["rule"]) for step in steps if "rule" in step}
    used.update(*(book.documents[document]["assumptions"] for document in documents if document))
    return [assumption for assumption in book.assumptions if assumption in used]
