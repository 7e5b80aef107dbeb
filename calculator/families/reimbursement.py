"""A year of one person's episodes: which layer pays what, in the order in which the layers pay, and what is left to
the person."""

from __future__ import annotations

from calculator.bounds import Determined, determine
from calculator.families.grounds import Grounds
from calculator.families.people import Episode, Person
from calculator.families.rules import Selection, select, settings
from calculator.inputs import ENVELOPE, Checker, Field, InputProblems, own_rows
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.entitlement import Account, entitle
from calculator.mechanisms.terms import Step, Take
from calculator.money import fen, larger, smaller, yuan
from calculator.questions import Questions
from calculator.rulebook import Rulebook
from calculator.working import Working

LAYERS = ("basic", "critical_illness", "assistance", "institution", "commercial", "reassistance", "tilted_assistance")
KINDS = ("excess_share", "slices", "replaced_ratio", "tilt", "same_proportion")  # of rule, that this family computes
OVERLAP = "best-of-overlapping"  # assumptions of this family, named where they are used
ORDER = "order-of-episodes"

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
        if episode.get("id") in seen:
            checker.problem(f"{at}.id", "twice", found=episode["id"])
        seen.add(episode.get("id"))
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
    plan = {episode.id: _plan(person, episode, book, questions) for episode in person.episodes}
    years: list[Year] = []

    def one_pass() -> tuple[dict[str, int], list[dict]]:
        years[:] = [Year(person, plan, book, questions)]
        return years[0].compute()

    determined = determine(one_pass, questions)
    if not questions.missing:
        _refuse_beyond(years[0], inputs, book)
    return determined, questions


def _refuse_beyond(year: Year, inputs: dict, book: Rulebook) -> None:
    """A problem for each amount given that is more than was left: the slip and the rules cannot both be right."""
    checker = Checker(book)
    numbers = {episode["id"]: number for number, episode in enumerate(inputs["episodes"])}
    for episode, layer, left in year.beyond:
        checker.problem(f"episodes[{numbers[episode]}].paid.{layer}", "paid_more_than_left", most=yuan(left))
    if checker.problems:
        raise InputProblems(checker.problems)


def take(rule: dict, episode: Episode, questions: Questions) -> Take:
    """The values that a rule takes for an episode, by the names it gives them."""
    own = rule["own"]
    return {
        name: questions.ask(concept, episode.keys, episode.admitted, own[name])
        for name, concept in rule["with"].items()
    }


def _plan(person: Person, episode: Episode, book: Rulebook, questions: Questions) -> dict[str, Selection]:
    return {
        layer: select(book, layer, person, episode, lambda rule: take(rule, episode, questions)) for layer in LAYERS
    }


def _own_profile(profile: dict | None, book: Rulebook) -> dict | None:
    return profile and {"id": "own", "invented": False, "values": own_rows(profile["values"], book)}


class Year:
    """One pass over the year: layer by layer, within a layer episode by episode."""

    def __init__(
        self, person: Person, plan: dict[str, dict[str, Selection]], book: Rulebook, questions: Questions
    ) -> None:
        self.person, self.plan, self.book, self.questions = person, plan, book, questions
        self.working = Working()
        self.accounts: dict[str, Account] = {}
        self.live: list[str] = []
        self.beyond: list[tuple[str, str, int]] = []  # amounts given that exceed what was left, with what was

    def compute(self) -> tuple[dict[str, int], list[dict]]:
        """Fen by result id, and the steps."""
        for episode in self.person.episodes:
            episode.paid = {}
        for layer in LAYERS:
            self._layer(layer)
        return self._amounts(), self.working.steps

    def _layer(self, layer: str) -> None:
        """Let a layer pay, episode by episode; it is live once it had anything to say."""
        paid_so_far = 0
        for number, episode in enumerate(self.person.episodes):
            amount = self._amount(layer, number, paid_so_far)
            selection = self.plan[episode.id][layer]
            self._say_refused(selection, layer, episode)
            if amount is None:
                continue
            if selection.payer:
                self._account(selection.payer).paid += amount
            episode.paid[layer] = amount
            paid_so_far += amount
            if layer not in self.live:
                self.live.append(layer)

    def _amount(self, layer: str, number: int, paid_so_far: int) -> int | None:
        """Fen a layer pays for an episode: as given, as computed, as only a slip can tell; ``None``: no such layer."""
        episode = self.person.episodes[number]
        selection = self.plan[episode.id][layer]
        left = episode.left_after(LAYERS)
        step = self.working.at(f"{episode.id}.{layer}", episode=episode.id, layer=layer)
        if layer in episode.given:
            if selection.payer and self._computed_after(layer, number):
                self._accrue(selection.payer, layer, episode, left)
            if episode.given[layer] > left:
                self.beyond.append((episode.id, layer, left))
            step("given", None, {}, yuan(smaller(episode.given[layer], left)))
            return smaller(episode.given[layer], left)
        if selection.payer:
            return self._pay(selection.payer, layer, episode, left, paid_so_far, self.working)
        if any(layer in other.payer["base"]["burden_after"] for other in self.plan[episode.id].values() if other.payer):
            amount = self.questions.slip(layer, episode.id, left)
            step("slip", None, {}, yuan(amount))
            return amount
        return None

    def _computed_after(self, layer: str, number: int) -> bool:
        later = self.person.episodes[number + 1 :]
        return any(layer not in episode.given and self.plan[episode.id][layer].payer for episode in later)

    def _account(self, rule: dict) -> Account:
        return self.accounts.setdefault(rule["id"], Account())

    def _accrue(self, rule: dict, layer: str, episode: Episode, left: int) -> None:
        """Take in the burden of an episode whose amount was given: later episodes of the year build on it."""
        self._pay(rule, layer, episode, left, 0, Working())

    def _pay(self, rule: dict, layer: str, episode: Episode, left: int, paid_so_far: int, working: Working) -> int:
        """Fen that a layer pays for an episode: the payer's terms, changed in order, on the burden, up to the cap and
        to what is left."""
        selection = self.plan[episode.id][layer]
        grounds = Grounds(working, layer, episode.id)
        taken = take(rule, episode, self.questions)
        grounds.add(rule, taken, of_rule=False)
        terms = MECHANISMS[rule["use"]].terms(taken)
        for change in selection.changes:
            taken = take(change, episode, self.questions)
            grounds.add(change, taken, of_rule=True)
            how = settings(change, self.person.readings)
            terms = MECHANISMS[change["use"]].change(terms, taken, how, grounds.recorder(change))
        assumptions = ([OVERLAP] if selection.overlapping else []) + ([ORDER] if len(self.person.episodes) > 1 else [])
        step = grounds.recorder(rule, assumptions)
        burden = self._burden(rule, episode, step)
        period = settings(rule, self.person.readings)["period"]
        due = entitle(terms, self._account(rule), burden, period, step)
        amount, operands, limits = smaller(due, left), {"due": yuan(due), "left": yuan(left)}, ["due", "left"]
        if terms.cap is not None:
            amount = smaller(amount, larger(terms.cap - paid_so_far, 0))
            operands["cap"] = yuan(terms.cap)
            limits.append("larger(cap - paid_so_far, 0)" if paid_so_far else "cap")
            operands |= {"paid_so_far": yuan(paid_so_far)} if paid_so_far else {}
        step(
            "paid_capped" if terms.cap is not None else "paid", f"smaller({', '.join(limits)})", operands, yuan(amount)
        )
        return amount

    def _burden(self, rule: dict, episode: Episode, step: Step) -> int:
        """In-policy fen that the layers before leave; the step cites the rule's own clause."""
        before = rule["base"]["burden_after"]
        operands = {"total": yuan(episode.total), "out_of_policy": yuan(episode.total - episode.in_policy)}
        operands |= {name: yuan(episode.paid[name]) for name in before if name in episode.paid}
        burden = episode.left_after(before)
        step("burden", " - ".join(operands), operands, yuan(burden), cites=rule["cites"])
        return burden

    def _say_refused(self, selection: Selection, layer: str, episode: Episode) -> None:
        for rule, why, words in selection.refused:
            prefix = f"{episode.id}.{layer}.{rule['id']}"
            self.working.not_applied(
                prefix, why, words, episode=episode.id, layer=layer, rule=rule["id"], cites=rule["cites"]
            )

    def _amounts(self) -> dict[str, int]:
        amounts: dict[str, int] = {}
        for episode in self.person.episodes:
            for layer in self.live:
                amounts[f"{episode.id}.{layer}"] = episode.paid.get(layer, 0)
            amounts[f"{episode.id}.patient"] = episode.total - sum(episode.paid.values())
        for layer in self.live:
            amounts[f"year.{layer}"] = sum(episode.paid.get(layer, 0) for episode in self.person.episodes)
        amounts["year.patient"] = sum(episode.total - sum(episode.paid.values()) for episode in self.person.episodes)
        amounts["year.total"] = sum(episode.total for episode in self.person.episodes)
        return amounts
