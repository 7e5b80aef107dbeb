"""A year of one person's episodes: which layer pays what, in the order in which the layers pay, and what is left to
the person."""

from __future__ import annotations

from calculator.answer import Answer, Missing
from calculator.bounds import Determined, Outcome, determine
from calculator.families.people import Person
from calculator.families.rules import select
from calculator.families.year import Year
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker, InputProblems
from calculator.money import fen, yuan
from calculator.own_values import own_rows, profile_of
from calculator.questions import Questions
from calculator.rulebook import Rulebook

LAYERS = ("basic", "critical_illness", "assistance", "institution", "commercial", "reassistance", "tilted_assistance")
EPISODE = (
    Field("id", "name", True),
    Field("care", "choice", True, "care"),
    Field("admitted", "day", True),
    Field("discharged", "day"),
    Field("settled", "day"),
    Field("sequence", "count"),
    Field("total", "money", True),
    Field("out_of_policy", "money", True),
    Field("hospital_level", "choice", choices="hospital_level"),
    Field("destination", "choice", choices="destination"),
    Field("mode", "choice", choices="mode"),
    Field("paid", "amounts", choices=LAYERS),
)
FIELDS = (*ENVELOPE, Field("episodes", "list", True, of=EPISODE))
HAS_FRAME = True  # the ordinary road of a bill is computed where no document speaks
TOLD_AS = "bill"
KEYS = keys_of(FIELDS)  # that the conditions of its rules can be about


def check(inputs: dict, checker: Checker) -> None:
    """Problems that lie between fields: dates in order, costs within the bill, one medical year, each id once."""
    seen: set[str] = set()
    for number, episode in enumerate(inputs.get("episodes", [])):
        at = f"episodes[{number}]"
        if (name := episode.get("id")) is not None:
            if name in seen:
                checker.problem(f"{at}.id", "twice", found=name)
            seen.add(name)
        for earlier, later in (("admitted", "discharged"), ("discharged", "settled"), ("admitted", "settled")):
            if episode.get(earlier) and episode.get(later) and episode[later] < episode[earlier]:
                checker.problem(f"{at}.{later}", "reversed", found=episode[later], earlier=episode[earlier])
                break
        if inputs.get("date") and episode.get("admitted") and episode["admitted"][:4] != inputs["date"][:4]:
            checker.problem(f"{at}.admitted", "other_year", found=episode["admitted"], year=inputs["date"][:4])
        if episode.get("total") and episode.get("out_of_policy"):
            in_policy = fen(episode["total"]) - fen(episode["out_of_policy"])
            if in_policy < 0:
                checker.problem(
                    f"{at}.out_of_policy", "more_than_bill", found=episode["out_of_policy"], most=episode["total"]
                )
            elif sum(fen(text) for text in episode.get("paid", {}).values()) > in_policy:
                checker.problem(f"{at}.paid", "paid_more_than_costs", most=yuan(in_policy))


def run(inputs: dict, book: Rulebook) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    person = Person(inputs, book)
    questions = Questions(
        book, person.places, person.groups, own_rows(inputs.get("values", {}), book), profile_of(inputs, book)
    )
    plan = {e.id: {layer: select(book, layer, person, e) for layer in LAYERS} for e in person.episodes}
    determined = determine(
        lambda: Year(LAYERS, person, plan, book, questions).compute(), questions, len(person.episodes)
    )
    if not questions.missing:
        _refuse_beyond(determined.outcome, inputs, book)
    return _answer(determined, questions)


def _answer(determined: Determined, questions: Questions) -> Answer:
    return Answer(
        results=[_amount(name, determined) for name in determined.outcome.amounts],
        sections=[],
        steps=determined.outcome.steps,
        open_steps=determined.open_steps,
        used=[known for known in questions.used.values() if known.whose != "missing"],
        unused=questions.unused(),
        missing=[
            Missing(known.concept, known.keys, None, key in determined.matters)
            for key, known in questions.missing.items()
        ],
    )


def _amount(name: str, determined: Determined) -> dict:
    if name not in determined.between:
        return {"id": name, "value": yuan(determined.outcome.amounts[name]), "unit": "yuan"}
    low, high = determined.between[name]
    return {"id": name, "value": None, "between": [yuan(low), yuan(high)], "unit": "yuan"}


def _refuse_beyond(outcome: Outcome, inputs: dict, book: Rulebook) -> None:
    """A problem for each amount given that is more than was left: the slip and the rules cannot both be right."""
    checker = Checker(book)
    numbers = {episode["id"]: number for number, episode in enumerate(inputs["episodes"])}
    for episode, layer, left in outcome.beyond:
        checker.problem(f"episodes[{numbers[episode]}].paid.{layer}", "paid_more_than_left", most=yuan(left))
    if checker.problems:
        raise InputProblems(checker.problems)


def days(inputs: dict) -> list[str]:
    """The days whose policy is asked for: those of admission or visit."""
    return [episode["admitted"] for episode in inputs["episodes"]]
