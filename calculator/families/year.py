"""One pass over a person's year: layer by layer, within a layer episode by episode."""

from __future__ import annotations

from copy import copy

from calculator.bounds import Outcome
from calculator.families.grounds import Grounds
from calculator.families.people import Episode, Person
from calculator.families.rules import Change, Selection, changes_in_use
from calculator.families.standing import settings
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.entitlement import Account, entitle
from calculator.mechanisms.terms import Step, Take
from calculator.money import larger, smaller, yuan
from calculator.questions import Questions
from calculator.rulebook import Rulebook
from calculator.working import Working

OVERLAP = "best-of-overlapping"  # assumptions, named where they are used
ORDER = "order-of-episodes"


class Year:
    """Computes once, with the values that ``questions`` gives; ``layers`` pay in their order."""

    def __init__(
        self,
        layers: tuple[str, ...],
        person: Person,
        plan: dict[str, dict[str, Selection]],
        book: Rulebook,
        questions: Questions,
    ) -> None:
        self.layers, self.person, self.plan, self.book, self.questions = layers, person, plan, book, questions
        self.working = Working()
        self.accounts: dict[str, Account] = {}
        self.live: list[str] = []
        self.outcome = Outcome({}, self.working.steps, {}, {}, {}, [], {})

    def compute(self) -> Outcome:
        """The amounts in fen, the steps, and which amounts rest on a missing value."""
        for episode in self.person.episodes:
            episode.paid = {}
        for layer in self.layers:
            self._layer(layer)
        self._gather()
        return self.outcome

    def _layer(self, layer: str) -> None:
        """Let a layer pay, episode by episode; it is live once it had anything to say."""
        paid_so_far = 0
        for number, episode in enumerate(self.person.episodes):
            amount = self._amount(layer, number, paid_so_far)
            self._say_refused(layer, episode)
            if amount is None:
                continue
            for rule in self.plan[episode.id][layer].payers:
                self._account(rule).paid += amount
            episode.paid[layer] = amount
            paid_so_far += amount
            if layer not in self.live:
                self.live.append(layer)

    def _amount(self, layer: str, number: int, paid_so_far: int) -> int | None:
        """Fen a layer pays for an episode: as given, as computed, as only a slip can tell; ``None``: no such
        layer."""
        episode = self.person.episodes[number]
        payers = self.plan[episode.id][layer].payers
        left = episode.left_after(self.layers)
        step = self.working.at(f"{episode.id}.{layer}", episode=episode.id, layer=layer)
        if layer in episode.given:
            if payers and self._computed_after(layer, number):
                self._pay(layer, episode, left, paid_so_far, Working())  # later episodes build on this burden
            if episode.given[layer] > left:
                self.outcome.beyond.append((episode.id, layer, left))
            step("given", None, {}, yuan(smaller(episode.given[layer], left)))
            return smaller(episode.given[layer], left)
        if payers:
            amount, taken = self._pay(layer, episode, left, paid_so_far, self.working)
            self._doubt(layer, number, [known for known in taken.values() if known.whose == "missing"])
            return amount
        others = self.plan[episode.id].values()
        if any(layer in rule["base"]["burden_after"] for other in others for rule in other.payers):
            known = self.questions.slip(layer, episode.id, left)
            step("slip", None, {}, yuan(known.value))
            self._doubt(layer, number, [known])
            return known.value
        return None

    def _computed_after(self, layer: str, number: int) -> bool:
        later = self.person.episodes[number + 1 :]
        return any(layer not in episode.given and self.plan[episode.id][layer].payers for episode in later)

    def _doubt(self, layer: str, number: int, missing: list) -> None:
        """Note what an amount rests on: missing values of its own, or amounts before it that rest on missing ones."""
        episode = self.person.episodes[number]
        name = f"{episode.id}.{layer}"
        above = [f"{episode.id}.{other}" for other in self.layers[: self.layers.index(layer)]]
        above += [f"{earlier.id}.{layer}" for earlier in self.person.episodes[:number]]
        doubted = [other for other in above if other in self.outcome.doubts]
        if missing or doubted:
            self.outcome.doubts[name] = "above" if doubted else "own"
        for known in missing:
            self.outcome.feeds.setdefault(known.key, []).append(name)

    def _account(self, rule: dict) -> Account:
        return self.accounts.setdefault(rule["id"], Account())

    def _take(self, rule: dict, episode: Episode, but: Take | None = None) -> Take:
        """The values that a rule takes for an episode, by the names it gives them; those in ``but`` are taken
        already."""
        taken = but or {}
        return {
            name: taken[name]
            if name in taken
            else self.questions.ask(concept, episode.keys, episode.admitted, rule["own"][name])
            for name, concept in rule["with"].items()
        }

    def _pay(self, layer: str, episode: Episode, left: int, paid_so_far: int, working: Working) -> tuple[int, Take]:
        """Fen that a layer pays for an episode, and the values that it rests on.

        Of several rules that could pay, each is computed and the one that pays most is taken; all take in the burden.
        """
        selection = self.plan[episode.id][layer]
        changes = changes_in_use(selection.changes, self.person, lambda rule: self._take(rule, episode))
        overlap = len(selection.payers) > 1 or len(changes) < len(selection.changes)
        chosen = selection.payers[0]
        if len(selection.payers) > 1:
            before = {rule["id"]: copy(self._account(rule)) for rule in selection.payers}
            tried = [
                (self._pay_by(rule, changes, layer, episode, left, paid_so_far, Working(), overlap)[0], rule)
                for rule in selection.payers
            ]
            chosen = max(tried, key=lambda one: one[0])[1]
            self.accounts[chosen["id"]] = before[chosen["id"]]
        return self._pay_by(chosen, changes, layer, episode, left, paid_so_far, working, overlap)

    def _pay_by(
        self,
        rule: dict,
        changes: list[Change],
        layer: str,
        episode: Episode,
        left: int,
        paid_so_far: int,
        working: Working,
        overlap: bool,
    ) -> tuple[int, Take]:
        """What one rule pays: its terms, changed in order, on the burden, up to the cap and to what is left."""
        grounds = Grounds(working, f"{episode.id}.{layer}", {"episode": episode.id, "layer": layer})
        replaced = {name: known for change in changes for name, known in change.taken.items() if name in rule["with"]}
        taken = self._take(rule, episode, replaced)
        grounds.add(rule, taken, of_rule=False)
        terms = MECHANISMS[rule["use"]].terms(taken)
        for change in changes:
            grounds.add(change.rule, change.taken, of_rule=True)
            how = settings(change.rule, self.person.readings)
            step = grounds.recorder(change.rule)
            terms = MECHANISMS[change.rule["use"]].change(terms, change.taken, how, step)
            taken |= change.taken
        assumptions = [OVERLAP] * overlap + [ORDER] * (len(self.person.episodes) > 1)
        step = grounds.recorder(rule, assumptions)
        burden = self._burden(rule, episode, step)
        period = settings(rule, self.person.readings)["period"]
        due = entitle(terms, self._account(rule), burden, period, step)
        return _within_limits(due, left, terms.cap, paid_so_far, step), taken

    def _burden(self, rule: dict, episode: Episode, step: Step) -> int:
        """In-policy fen that the layers before leave; the step cites the rule's own clause."""
        before = rule["base"]["burden_after"]
        operands = {"total": yuan(episode.total), "out_of_policy": yuan(episode.total - episode.in_policy)}
        operands |= {name: yuan(episode.paid[name]) for name in before if name in episode.paid}
        burden = episode.left_after(before)
        step("burden", " - ".join(operands), operands, yuan(burden), cites=rule["cites"])
        return burden

    def _say_refused(self, layer: str, episode: Episode) -> None:
        for rule, why, words in self.plan[episode.id][layer].refused:
            context = {"episode": episode.id, "layer": layer, "rule": rule["id"], "cites": rule["cites"]}
            context |= {"readings": list(rule["read"])}
            self.working.not_applied(f"{episode.id}.{layer}.{rule['id']}", why, words, **context)

    def _gather(self) -> None:
        """The amounts by id: each layer of each episode, what is left to the person, and the year's totals."""
        amounts, sums, ceilings = self.outcome.amounts, self.outcome.sums, self.outcome.ceilings
        episodes = self.person.episodes
        for episode in episodes:
            for number, layer in enumerate(self.live):
                name = f"{episode.id}.{layer}"
                amounts[name] = episode.paid.get(layer, 0)
                ceilings[name] = (episode.in_policy, [f"{episode.id}.{other}" for other in self.live[:number]])
            amounts[f"{episode.id}.patient"] = episode.total - sum(episode.paid.values())
        for layer in self.live:
            parts = [f"{episode.id}.{layer}" for episode in episodes]
            amounts[f"year.{layer}"] = sum(amounts[part] for part in parts)
            sums[f"year.{layer}"] = parts
        amounts["year.patient"] = sum(amounts[f"{episode.id}.patient"] for episode in episodes)
        amounts["year.total"] = sum(episode.total for episode in episodes)


def _within_limits(due: int, left: int, cap: int | None, paid_so_far: int, step: Step) -> int:
    """What is due, up to what is left to pay and what the yearly cap still holds."""
    amount, operands, limits = smaller(due, left), {"due": yuan(due), "left": yuan(left)}, ["due", "left"]
    if cap is not None:
        amount = smaller(amount, larger(cap - paid_so_far, 0))
        operands["cap"] = yuan(cap)
        limits.append("larger(cap - paid_so_far, 0)" if paid_so_far else "cap")
        operands |= {"paid_so_far": yuan(paid_so_far)} if paid_so_far else {}
    step("paid" if cap is None else "paid_capped", f"smaller({', '.join(limits)})", operands, yuan(amount))
    return amount
