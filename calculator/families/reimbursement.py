"""A year of one person's episodes: which layer pays what, in the order in which the layers pay, and what is left to
the person."""

from __future__ import annotations

from calculator.bounds import Determined, Outcome, determine
from calculator.families.people import Person
from calculator.families.rules import select
from calculator.families.year import Year
from calculator.inputs import ENVELOPE, Checker, Field, InputProblems, own_rows
from calculator.money import fen, yuan
from calculator.questions import Questions
from calculator.rulebook import Rulebook

LAYERS = ("basic", "critical_illness", "assistance", "institution", "commercial", "reassistance", "tilted_assistance")
KINDS = ("excess_share", "slices", "replaced_ratio", "tilt", "same_proportion")  # of rule, that this family computes

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


def run(inputs: dict, book: Rulebook) -> tuple[Determined, Questions]:
    """Amounts, steps and questions of a normalised request; see :func:`calculator.run`."""
    profile = inputs.get("profile")
    values = book.profiles[profile] if isinstance(profile, str) else _own_profile(profile, book)
    person = Person(inputs, book)
    questions = Questions(book, person.places, person.groups, own_rows(inputs.get("values", {}), book), values)
    plan = {e.id: {layer: select(book, layer, person, e) for layer in LAYERS} for e in person.episodes}
    determined = determine(
        lambda: Year(LAYERS, person, plan, book, questions).compute(), questions, len(person.episodes)
    )
    if not questions.missing:
        _refuse_beyond(determined.outcome, inputs, book)
    return determined, questions


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


def _own_profile(profile: dict | None, book: Rulebook) -> dict | None:
    return profile and {"id": "own", "invented": False, "values": own_rows(profile["values"], book)}
