"""What the rules on a layer pay for one episode, with the accounts that they run over a medical year."""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

from calculator.families.ceilings import Held, within
from calculator.families.grounds import Grounds
from calculator.families.people import Episode, Person
from calculator.families.rules import Change, Plan, Selection, changes_in_use
from calculator.families.standing import settings
from calculator.mechanisms import MECHANISMS, limits
from calculator.mechanisms.entitlement import Account, entitle
from calculator.mechanisms.terms import Step, Take, Terms
from calculator.money import smaller
from calculator.questions import Known, Questions
from calculator.working import Untold, Working, not_said

OVERLAP = "best-of-overlapping"  # assumptions, named where they are used
ORDER = "order-of-episodes"
NEW_YEAR = "stay-over-new-year"
SINCE = "since_recognition"  # the costs that a rule is about, unless it says otherwise


class Paid(NamedTuple):
    """Fen that a layer pays for an episode, the values that this rests on, and whether a rule behind it is one "in
    principle"."""

    amount: int
    rests_on: tuple[Known, ...]
    in_principle: bool = False

    @property
    def approximate(self) -> bool:
        """Whether the amount is only about right: by a value given as "about", or by a rule that has exceptions."""
        return self.in_principle or any(known.approximate for known in self.rests_on)


class Limits(NamedTuple):
    """What a payment was held against, for whoever finds out what it can be at most: amounts in fen."""

    rule: dict
    how: dict[str, str]
    terms: Terms
    account: tuple
    due: int
    room: int | None  # what the cap still holds
    cap: Known | None
    borne: int  # the deductible that earlier stays bore, where it counts

    @property
    def over_year(self) -> bool:
        """Whether what the account holds counts."""
        return self.how["period"] != "stay"


class Payments:
    """Computes payments; each is taken into the account of the rule that pays it.

    Rules of one layer that take the same values share an account: a year has one threshold, whichever of them pays.
    """

    def __init__(self, person: Person, plan: Plan, questions: Questions) -> None:
        self.person, self.plan, self.questions = person, plan, questions
        self.accounts: dict[tuple, Account] = {}
        self.limits: list[Limits] = []  # of the payments so far

    def pay(self, layer: str, number: int, working: Working) -> Paid:
        """What the layer pays for the episode of that number: of several rules that could pay, each is computed and
        the one that pays most is taken; all take in the burden."""
        episode = self.person.episodes[number]
        selection = self.plan[episode.id][layer]
        excluding, doubtful = self._excluding(selection, episode, layer, working)
        if excluding:
            return Paid(0, doubtful, excluding["in_principle"])
        changes = changes_in_use(selection.changes, self.person, lambda rule: self._take(rule, episode, layer))
        overlap = len(selection.payers) > 1 or len(changes) < len(selection.changes)
        chosen = selection.payers[0]
        if len(selection.payers) > 1:
            before = {rule["id"]: copy(self._account(rule, episode)) for rule in selection.payers}
            tried = [
                (self._pay_by(rule, changes, layer, number, Untold(), overlap).amount, rule)
                for rule in selection.payers
            ]
            chosen = max(tried, key=lambda one: one[0])[1]
            self.accounts[self._key(chosen, episode)] = before[chosen["id"]]
        paid = self._pay_by(chosen, changes, layer, number, working, overlap)
        return paid._replace(rests_on=(*paid.rests_on, *doubtful)) if doubtful else paid

    def shut_out(self, layer: str, episode: Episode, working: Working) -> bool:
        """Whether a rule that names the person shuts out an episode for which no other rule of the layer would pay."""
        selection = self.plan[episode.id][layer]
        naming = [one for one in selection.of("excludes") if self.person.book.reaches(one["who"], episode.groups)]
        if not naming or selection.payers:
            return False
        return self._excluding(selection._replace(others=naming), episode, layer, working)[0] is not None

    def paid(self, layer: str, episode: Episode, amount: int) -> None:
        """Take into the accounts of the layer's rules that ``amount`` fen were paid."""
        payers = self.plan[episode.id][layer].payers
        if all("cap" in rule["with"] for rule in payers):
            episode.caps[layer] = frozenset(rule["with"]["cap"] for rule in payers)
        for key in {self._key(rule, episode) for rule in payers}:
            if key not in self.accounts:
                self.accounts[key] = Account()
            self.accounts[key].paid += amount

    def how(self, rule: dict) -> dict[str, str]:
        """The settings of a rule, as read in this request."""
        return settings(rule, self.person.readings)

    # ── accounts ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _account(self, rule: dict, episode: Episode) -> Account:
        key = self._key(rule, episode)
        if key not in self.accounts:
            begun_before = self._year(rule, episode) == self.person.inputs.get("first_admission")
            self.accounts[key] = Account(self.person.earlier_burden if begun_before else 0)
        return self.accounts[key]

    def _key(self, rule: dict, episode: Episode) -> tuple:
        payers = self.plan[episode.id][rule["layer"]].payers
        place = 0
        if len(payers) > 1:  # of those that take the same values, each takes in the same burden
            place = [one["id"] for one in payers if one["with"] == rule["with"]].index(rule["id"])
        return rule["layer"], tuple(rule["with"].items()), place, self._year(rule, episode)

    def _year(self, rule: dict, episode: Episode) -> str:
        """The medical year of an episode, as the rule reads it: by its calendar year, or by the day it began on."""
        from_first = self.how(rule).get("medical_year") == "from_first_admission"
        return episode.twelve_months_from if from_first else episode.admitted[:4]

    # ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, rule: dict, episode: Episode, layer: str) -> Take:
        """The values that a rule takes for an episode, by the names it gives them."""
        mechanism = MECHANISMS[rule["use"]]
        before = getattr(mechanism, "BEFORE", ())
        taken: Take = {}
        for name in rule["with"]:
            taken |= self._asked(rule, name, episode, name in before)
        if before:
            standard = taken[before[0]]
            taken["borne"] = standard._replace(value=episode.borne(layer, standard.value))
        return taken

    def _asked(self, rule: dict, name: str, episode: Episode, before: bool = False) -> Take:
        """A value of a rule; or those for each of several answers that the person holds, with numbers to their
        names."""
        if self.person.book.asked and name in getattr(MECHANISMS[rule["use"]], "SEVERAL", ()):
            for key in self.person.book.concepts[rule["with"][name]]["by"]:
                held = self.person.held(key)
                if len(held) > 1:
                    asked = (self._ask(rule, name, episode, before, {key: answer}) for answer in held)
                    return {f"{name}{number}": known for number, known in enumerate(asked, 1)}
                if held:
                    return {name: self._ask(rule, name, episode, before, {key: held[0]})}
        return {name: self._ask(rule, name, episode, before)}

    def _ask(
        self, rule: dict, name: str, episode: Episode, before: bool = False, more: dict[str, str] | None = None
    ) -> Known:
        facts, day = (episode.facts_before(), episode.day_before()) if before else (episode.facts(), episode.day)
        if name in rule["keys"] or more:
            facts = facts | rule["keys"].get(name, {}) | (more or {})
        worsens = name in getattr(MECHANISMS[rule["use"]], "WORSE", ())
        return self.questions.ask(rule["with"][name], facts, day, rule["own"][name], worsens)

    def _excluding(
        self, selection: Selection, episode: Episode, layer: str, working: Working
    ) -> tuple[dict | None, tuple[Known, ...]]:
        """The rule that shuts the episode out of the layer, if any, and the missing values that this hangs on."""
        doubtful: tuple[Known, ...] = ()
        if not selection.others:
            return None, doubtful
        sides = {self.how(rule).get("costs", SINCE) for rule in selection.payers}
        for rule in selection.of("excludes"):
            if sides and self.how(rule).get("costs", SINCE) not in sides:
                continue  # it is about costs of the other side of the day of recognition
            taken = self._take(rule, episode, layer)
            doubtful += tuple(known for known in taken.values() if known.whose == "missing")
            excepted = "excepted" in taken and taken["excepted"].value
            grounds = Grounds(working, f"{episode.id}.{layer}", {"episode": episode.id, "layer": layer})
            grounds.add(rule, taken, of_rule=False)
            step = grounds.recorder(rule, always=rule["cites"])
            step("excepted" if excepted else "excluded", None, {}, None if excepted else 0)
            if not excepted:
                return rule, doubtful
        return None, doubtful

    # ── one rule ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _pay_by(
        self, rule: dict, changes: list[Change], layer: str, number: int, working: Working, overlap: bool
    ) -> Paid:
        """What one rule pays: its terms, changed in order, on the burden, up to the cap and to what is left."""
        episode, how = self.person.episodes[number], self.how(rule)
        grounds = Grounds(working, f"{episode.id}.{layer}", {"episode": episode.id, "layer": layer})
        taken = self._own_values(rule, changes, episode)
        grounds.add(rule, taken, of_rule=False)
        terms = MECHANISMS[rule["use"]].terms(taken, how)
        for change in changes:
            grounds.add(change.rule, change.taken, of_rule=True)
            told = self.how(change.rule)
            terms = MECHANISMS[change.rule["use"]].change(terms, change.taken, told, grounds.recorder(change.rule))
            taken |= change.taken
        assumed = [OVERLAP] * overlap + [ORDER] * (len(self.person.episodes) > 1)
        step = grounds.recorder(rule, assumed + [NEW_YEAR] * (episode.admitted[:4] != episode.discharged[:4]))
        if terms.limit is not None:
            limits.tell(taken, how, step)
        burden = _burden(rule, episode, how, step)
        if how["period"] == "stay":
            episode.charged[layer] = smaller(burden, terms.threshold)
        account = self._account(rule, episode)
        account.take_in_earlier(terms, how["period"])
        due = entitle(terms, account, burden, how["period"], not_said if terms.fixed else step)
        year = self._year(rule, episode)
        earlier = [one for one in self.person.episodes[:number] if self._year(rule, one) == year]
        amount, room = within(due, terms, account, Held.by(rule, taken), episode, earlier, step)
        borne = sum(change.taken["borne"].value for change in changes if "borne" in change.taken)
        self.limits.append(Limits(rule, how, terms, self._key(rule, episode), due, room, taken.get("cap"), borne))
        in_principle = any(one["in_principle"] for one in (rule, *(change.rule for change in changes)))
        return Paid(amount, tuple(taken.values()), in_principle)

    def _own_values(self, rule: dict, changes: list[Change], episode: Episode) -> Take:
        """The values of a rule, without those that a change stands in for."""
        taken: Take = {}
        for name in rule["with"]:
            instead = [change.taken[name] for change in changes if name in change.taken]
            if instead:
                taken[name] = instead[-1]
            elif not any(name in change.sets for change in changes):
                taken |= self._asked(rule, name, episode)
        return taken


def _burden(rule: dict, episode: Episode, how: dict[str, str], step: Step) -> int:
    """In-policy fen that the layers before leave, without what is set aside and, as the rule may be read, without what
    lies above the caps of these layers; the step cites the rule's own clause."""
    before = rule["base"]["burden_after"]
    operands = {"total": episode.total, "out_of_policy": episode.total - episode.in_policy}
    operands |= episode.aside
    operands |= {name: episode.paid[name] for name in before if name in episode.paid}
    burden = episode.left_after(before)
    above = sum(episode.beyond_cap.get(layer, 0) for layer in before)
    if how.get("above_cap") == "left_out" and above:
        burden -= above
        operands["above_cap"] = above
    step("burden", " - ".join(operands), operands, burden, cites=rule["cites"])
    return burden
