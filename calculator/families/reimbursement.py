"""A year of one person's episodes: which layer pays what, in the order in which the layers pay, and what is left to the person."""

from __future__ import annotations

from calculator.bounds import determine
from calculator.families.grounds import Grounds
from calculator.families.rules import Selection, select, settings
from calculator.inputs import ENVELOPE, Checker, Field, own_rows
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.entitlement import Account, entitle
from calculator.money import fen, larger, smaller, yuan
from calculator.questions import Questions
from calculator.rulebook import Rulebook
from calculator.working import Working

LAYERS = ("basic", "critical_illness", "assistance", "institution", "commercial", "reassistance", "tilted_assistance")
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


class Episode:
    """One stay or one visit, with money in fen."""

    def __init__(self, raw: dict, scheme: str) -> None:
        self.id: str = raw["id"]
        self.admitted: str = raw["admitted"]
        self.discharged: str = raw.get("discharged", self.admitted)
        self.settled: str = raw.get("settled", self.discharged)
        self.sequence: int = raw.get("sequence", 0)
        self.total = fen(raw["total"])
        self.in_policy = self.total - fen(raw["out_of_policy"])
        self.given = {layer: fen(text) for layer, text in raw.get("paid", {}).items()}
        self.keys = {name: raw.get(name) for name in ("care", "hospital_level", "mode")}
        self.keys |= {"scheme": scheme, "destination": raw.get("destination", "local")}
        self.paid: dict[str, int] = {}

    def left_after(self, layers) -> int:
        """Fen of in-policy costs that the given layers leave."""
        return self.in_policy - sum(self.paid.get(layer, 0) for layer in layers)


class Person:
    """Who asks: places nearest first, groups with what they imply, readings chosen, episodes in the order in which they count."""

    def __init__(self, inputs: dict, book: Rulebook) -> None:
        self.places = book.places(inputs["place"])
        self.groups = book.with_implied(inputs.get("groups", []))
        self.readings = {name: entry["chosen"] for name, entry in book.readings.items()} | inputs.get("readings", {})
        scheme = inputs.get("scheme", "resident")
        episodes = [Episode(raw, scheme) for raw in inputs["episodes"]]
        self.episodes = sorted(
            episodes, key=lambda episode: (episode.admitted, episode.discharged, episode.sequence, episode.id)
        )


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


def run(inputs: dict, book: Rulebook):
    """Amounts, steps and questions of a normalised request; see :func:`calculator.run`."""
    profile = inputs.get("profile")
    values = book.profiles[profile] if isinstance(profile, str) else _own_profile(profile, book)
    person = Person(inputs, book)
    questions = Questions(book, person.places, person.groups, own_rows(inputs.get("values", {}), book), values)
    return determine(lambda: Year(person, book, questions).compute(), questions), questions


def _own_profile(profile: dict | None, book: Rulebook) -> dict | None:
    return profile and {"id": "own", "invented": False, "values": own_rows(profile["values"], book)}


class Year:
    """One pass over the year: layer by layer, within a layer episode by episode."""

    def __init__(self, person: Person, book: Rulebook, questions: Questions) -> None:
        self.person, self.book, self.questions = person, book, questions
        self.working = Working()
        self.accounts: dict[str, Account] = {}
        self.live: list[str] = []

    def compute(self) -> tuple[dict[str, int], list[dict]]:
        """Fen by result id, and the steps."""
        for episode in self.person.episodes:
            episode.paid = {}
        plan = {
            episode.id: {layer: self._select(layer, episode) for layer in LAYERS} for episode in self.person.episodes
        }
        for layer in LAYERS:
            self._layer(layer, plan)
        return self._amounts(), self.working.steps

    def _select(self, layer: str, episode: Episode) -> Selection:
        return select(self.book, layer, self.person, episode, lambda rule: self._take(rule, episode))

    def _take(self, rule: dict, episode: Episode) -> dict:
        own = rule["own"]
        return {
            name: self.questions.ask(concept, episode.keys, episode.admitted, own.get(name))
            for name, concept in rule["with"].items()
        }

    def _layer(self, layer: str, plan: dict) -> None:
        episodes = self.person.episodes
        to_compute = [
            number
            for number, episode in enumerate(episodes)
            if layer not in episode.given and plan[episode.id][layer].payer
        ]
        paid_so_far = 0
        for number, episode in enumerate(episodes):
            selection: Selection = plan[episode.id][layer]
            left = episode.left_after(LAYERS)
            named = any(
                layer in later.payer["base"]["burden_after"] for later in plan[episode.id].values() if later.payer
            )
            if layer in episode.given:
                amount = smaller(episode.given[layer], left)
                if selection.payer and to_compute and number < to_compute[-1]:
                    self._pay(selection, layer, episode, left, paid_so_far, Working())
                self.working.at(f"{episode.id}.{layer}", episode=episode.id, layer=layer)(
                    "given", None, {}, yuan(amount)
                )
            elif selection.payer:
                amount = self._pay(selection, layer, episode, left, paid_so_far, self.working)
            elif named:
                amount = self.questions.slip(layer, episode.id, left)
                self.working.at(f"{episode.id}.{layer}", episode=episode.id, layer=layer)(
                    "slip", None, {}, yuan(amount)
                )
            else:
                amount = None
            if selection.payer:
                self.accounts[self._account(selection.payer)].paid += amount
            self._say_refused(selection, layer, episode)
            if amount is not None:
                episode.paid[layer] = amount
                paid_so_far += amount
                if layer not in self.live:
                    self.live.append(layer)

    def _account(self, rule: dict) -> str:
        self.accounts.setdefault(rule["id"], Account())
        return rule["id"]

    def _pay(
        self, selection: Selection, layer: str, episode: Episode, left: int, paid_so_far: int, working: Working
    ) -> int:
        """Fen that a layer pays for an episode: the payer's terms, changed in order, on the burden, up to the cap and to what is left."""
        rule = selection.payer
        grounds = Grounds(working, layer, episode.id)
        taken = self._take(rule, episode)
        grounds.add(rule, taken, of_rule=False)
        terms = MECHANISMS[rule["use"]].terms(taken)
        for change in selection.changes:
            taken = self._take(change, episode)
            grounds.add(change, taken, of_rule=True)
            how = settings(change, self.person.readings)
            terms = MECHANISMS[change["use"]].change(terms, taken, how, grounds.recorder(change))
        assumptions = ([OVERLAP] if selection.overlapping else []) + ([ORDER] if len(self.person.episodes) > 1 else [])
        step = grounds.recorder(rule, assumptions)
        burden = self._burden(rule, episode, step)
        period = settings(rule, self.person.readings)["period"]
        due = entitle(terms, self.accounts[self._account(rule)], burden, period, step)
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

    def _burden(self, rule: dict, episode: Episode, step) -> int:
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
