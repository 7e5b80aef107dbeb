"""A year of one person's episodes: which layer pays what, in the order in which the layers pay, and what is left to
the person."""

from __future__ import annotations

from functools import partial

from calculator.answer import Answer, Missing
from calculator.families.bounded import Bounded, Spread, Way
from calculator.families.branched import Branch, Branches
from calculator.families.open_facts import Assumed, Open, TooManyBranches, branches
from calculator.families.people import Episode, Person, is_before_recognition
from calculator.families.rules import Plan, Selections, plan_of
from calculator.families.totals import certain, determined, totals, year_of
from calculator.families.verdicts import decide
from calculator.families.year import AT_THE_END, Year
from calculator.fields import ENVELOPE, Field, asked_keys, keys_of
from calculator.inputs import Checker, InputProblems
from calculator.money import fen, in_parts, pair, yuan
from calculator.own_values import own_rows, profile_of
from calculator.questions import Questions
from calculator.rulebook import Rulebook
from calculator.working import working_if

PAYERS = (
    "basic",
    "critical_illness",
    "assistance",
    "institution",
    "commercial",
    "reassistance",
    "tilted_assistance",
    "free_treatment",
)
BILL = ("irregular", *PAYERS)  # what lies apart, and who pays of the rest, in this order
VERDICTS: dict[str, str | None] = {  # what is decided beside the money, and the layer that it is about
    "eligibility": None,
    "assistance_policy": "assistance",
    "channel": None,
    "psychiatric_help": None,
    "ratio_gap": None,
}
LAYERS = (*BILL, *VERDICTS)
MOST_TOGETHER = 384  # branches of all episodes, times episodes; where there are more, each episode has its own
ALL = slice(None)  # episodes
EPISODE = (
    Field("id", "name", True),
    Field("care", "choice", True, "care"),
    Field("admitted", "day", True),
    Field("discharged", "day"),
    Field("settled", "day"),
    Field("sequence", "count"),
    Field("total", "money", True),
    Field("out_of_policy", "money", True),
    Field("irregular", "money"),
    Field("hospital_level", "choice", choices="hospital_level"),
    Field("destination", "choice", choices="destination"),
    Field("area", "choice", choices="area"),
    Field("mode", "choice", choices="mode"),
    Field("compliant", "flag"),
    Field("emergency", "flag"),
    Field("stay_of_year", "choice", choices="stay_of_year"),
    Field("continues", "flag"),
    Field("from_level", "choice", choices="from_level"),
    Field("same_disease", "flag"),
    Field("in_community", "flag"),
    Field("borne_before", "money"),
    Field("one_stop", "flag"),
    Field("inpatient_criteria", "flag"),
    Field("paid", "amounts", choices=PAYERS),
)
PERSON = (
    Field("recognised_on", "day"),
    Field("applied", "flag"),
    Field("assistance_approved", "flag"),
    Field("income_area", "choice", choices="income_area"),
    Field("poverty_risk", "flag"),
    Field("tilted_approved", "flag"),
    Field("first_admission", "day"),
    Field("earlier_burden", "money"),
)
FIELDS = (*ENVELOPE, *PERSON, Field("episodes", "list", True, of=EPISODE))
HAS_FRAME = True  # the ordinary road of a bill is computed where no document speaks
TOLD_AS = "bill"
ASKS: dict[str, str | None] = {"person": None, "episode": "episodes"}  # whom keys are asked of that only the data know
OWN_KEYS = frozenset(keys_of((*ENVELOPE, *PERSON)))
KEYS = frozenset(keys_of(FIELDS))  # that the conditions of its rules can be about


def check(inputs: dict, checker: Checker) -> None:
    """Problems that lie between fields: dates in order, costs within the bill, one medical year, each id once."""
    seen: set[str] = set()
    first = inputs.get("first_admission")
    if first and "earlier_burden" not in inputs:
        checker.problem("earlier_burden", "required")
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
        if first and episode.get("admitted") and episode["admitted"] < first:
            checker.problem(f"{at}.admitted", "reversed", found=episode["admitted"], earlier=first)
        if inputs.get("date") and episode.get("admitted") and episode["admitted"][:4] != inputs["date"][:4]:
            checker.problem(f"{at}.admitted", "other_year", found=episode["admitted"], year=inputs["date"][:4])
        _check_costs(episode, at, checker)
    bills = [episode.get("total") for episode in inputs.get("episodes", [])]
    checker.year_of_bills([*bills, inputs.get("earlier_burden")], "episodes")


def _check_costs(episode: dict, at: str, checker: Checker) -> None:
    if not (episode.get("total") and episode.get("out_of_policy")):
        return
    in_policy = fen(episode["total"]) - fen(episode["out_of_policy"])
    apart = fen(episode.get("irregular") or "0")
    insured = (fen(text) for layer, text in episode.get("paid", {}).items() if layer != "free_treatment")
    if in_policy < 0:
        checker.problem(f"{at}.out_of_policy", "more_than_bill", found=episode["out_of_policy"], most=episode["total"])
    elif apart > in_policy:
        checker.problem(f"{at}.irregular", "more_than_in_policy", found=episode["irregular"], most=yuan(in_policy))
    elif sum(insured) > in_policy:  # whether costs of irregular care lie apart, the rules say
        checker.problem(f"{at}.paid", "paid_more_than_costs", most=yuan(in_policy))


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`.

    Each answer to a fact that nobody told is tried in a branch of its own; in each the missing values are bounded. The
    steps are gathered if a ``working`` is wanted.
    """
    opened: dict[str, Open] = {}
    try:
        found, episodes = _together(inputs, book, opened, working)
    except TooManyBranches:
        opened.clear()
        found, episodes = _apart(inputs, book, opened, working)
    if all(not branch.missing and branch.determined.outcome.beyond for branch in found):
        _refuse_beyond(found[0].determined.outcome.beyond, inputs, book)
    bill = Branches(found, opened, episodes, LAYERS)
    facts = bill.facts_that_matter()
    of_episodes = {f"episodes[{number}]": episode["id"] for number, episode in enumerate(inputs["episodes"])}
    gaps = [
        Missing(f"fact.{fact.key}", _whose(fact, of_episodes), fact.field, fact.field in facts)
        for fact in opened.values()
    ]
    gaps += [
        Missing(known.concept, known.keys, None, any(key in branch.determined.matters for branch in found))
        for key, known in bill.missing().items()
    ]
    used = bill.used()
    asked = {known.concept for known in used if known.whose in ("own", "hint")}
    return Answer(
        results=bill.results(),
        sections=[],
        steps=bill.steps(),
        open_steps=bill.open_steps(),
        used=used,
        unused=[concept for concept in inputs.get("values", {}) if concept not in asked],
        missing=gaps,
    )


def _person(inputs: dict, book: Rulebook, assumed: Assumed) -> Person:
    if not book.asked:
        return Person(inputs, book, OWN_KEYS, KEYS, assumed)
    own = OWN_KEYS.union(asked_keys(book.keys, "person", several=False))
    return Person(inputs, book, own, KEYS.union(own, asked_keys(book.keys, "episode")), assumed)


def _questions(inputs: dict, book: Rulebook, person: Person) -> Questions:
    own, profile = own_rows(inputs.get("values", {}), book), profile_of(inputs, book)
    return Questions(book, person.places, person.groups, own, profile)


def _planned(inputs: dict, book: Rulebook, of: slice, assumed: Assumed) -> tuple[Person, Plan]:
    """The person, and which rules stand for some of the episodes; a fact that they will ask for is asked for here."""
    person = _person(inputs, book, assumed)
    plan = {episode.id: plan_of(LAYERS, book, person, episode) for episode in person.episodes[of]}
    for episode in person.episodes[of]:
        if any(layer not in one.given for layer in plan[episode.id].looking_back for one in person.episodes):
            episode.tell("from_level")
        for key in _looked_up_by(book, plan[episode.id], episode):
            episode.tell(key)
    return person, plan


def _looked_up_by(book: Rulebook, of: Selections, episode: Episode) -> list[str]:
    """The keys that only the data know by which the values of rules are looked up for an episode."""
    if not book.asked:
        return []
    rules = (rule for layer, one in of.items() if layer not in episode.given for rule in (*one.payers, *one.changes))
    by = {key for rule in rules for concept in rule["with"].values() for key in book.concepts[concept]["by"]}
    return [key for key, asked in book.asked.items() if key in by and not asked["several"]]


def _together(
    inputs: dict, book: Rulebook, opened: dict[str, Open], working: bool
) -> tuple[list[Branch], list[Episode]]:
    """The bill in each branch of all that nobody told."""
    most = in_parts(pair(MOST_TOGETHER, len(inputs["episodes"])), 1)
    plans = list(branches(partial(_planned, inputs, book, ALL), opened, {}, most))
    found = [_branch(inputs, book, assumed, *planned, working) for assumed, planned in plans]
    return found, plans[0][1][0].episodes


def _branch(inputs: dict, book: Rulebook, assumed: Assumed, person: Person, plan: Plan, working: bool) -> Branch:
    """The bill, and what is decided beside it, under one set of answers."""
    questions = _questions(inputs, book, person)
    lowest = Year(BILL, person, plan, questions, working_if(working)).compute()
    said = working_if(working)
    verdicts = decide(VERDICTS, person, plan, questions, said)
    used = {key: known for key, known in questions.used.items() if known.whose != "missing"}
    whole = certain(lowest)
    if questions.missing:
        bounded = Bounded(BILL, partial(_person, inputs, book), questions, working)
        spreads = {episode.id: bounded.next([Way(assumed, plan)])[0] for episode in person.episodes}
        bounds = totals(person.episodes, [[one] for one in spreads.values()])
        whole = determined(lowest, bounds, spreads, [lowest])
    lowest.steps.extend(said.steps)
    return Branch(assumed, whole, verdicts, questions.missing, used)


def _apart(inputs: dict, book: Rulebook, opened: dict[str, Open], working: bool) -> tuple[list[Branch], list[Episode]]:
    """The bill with each episode in branches of its own: what the others leave to it then lies between bounds."""
    everybody = _person(inputs, book, {})
    questions = _questions(inputs, book, everybody)
    bounded = Bounded(BILL, partial(_person, inputs, book), questions, working)
    found: list[Branch] = []
    spreads: list[list[Spread]] = []
    for number, episode in enumerate(everybody.episodes):
        plans = list(branches(partial(_planned, inputs, book, slice(number, number + 1)), opened, {}))
        spreads.append(bounded.next([Way(assumed, plan) for assumed, (_, plan) in plans]))
        for (assumed, (person, plan)), spread in zip(plans, spreads[-1], strict=True):
            questions.start(frozenset())
            said = working_if(working)
            verdicts = decide(VERDICTS, person, plan, questions, said)
            used = {key: known for key, known in questions.used.items() if known.whose != "missing"}
            whole = determined(spread.runs[True], totals([episode], [[spread]]), {episode.id: spread}, [])
            spread.runs[True].steps.extend(said.steps)
            found.append(
                Branch(assumed, whole, verdicts, questions.missing, bounded.used | used, frozenset((episode.id,)))
            )
    year = year_of(everybody.episodes, spreads)
    return [*found, Branch({}, year, {}, questions.missing, {}, frozenset(("year", AT_THE_END)))], everybody.episodes


def _whose(fact: Open, of_episodes: dict[str, str]) -> dict[str, str]:
    """The episode that an open fact is about, where it is about one."""
    at = fact.field.rpartition(".")[0]
    return {"episode": of_episodes[at]} if at else {}


def _refuse_beyond(beyond: list[tuple], inputs: dict, book: Rulebook) -> None:
    """A problem for each amount given that is more than was left: the slip and the rules cannot both be right."""
    checker = Checker(book)
    numbers = {episode["id"]: number for number, episode in enumerate(inputs["episodes"])}
    for episode, layer, left in beyond:
        checker.problem(f"episodes[{numbers[episode]}].paid.{layer}", "paid_more_than_left", most=yuan(left))
    raise InputProblems(checker.problems)


def days(inputs: dict) -> list[str]:
    """The days whose policy is asked for: those of admission or visit, and that of recognition where costs lie before
    it."""
    recognised = inputs.get("recognised_on")
    settled = [one.get("settled", one.get("discharged", one["admitted"])) for one in inputs["episodes"]]
    later = [recognised] if recognised and any(is_before_recognition(day, recognised) for day in settled) else []
    return [*(one["admitted"] for one in inputs["episodes"]), *later]
