"""One pass over a person's year: layer by layer, within a layer episode by episode."""

from __future__ import annotations

from collections.abc import Callable

from calculator.bounds import Outcome
from calculator.families.grounds import Grounds
from calculator.families.payments import Paid, Payments
from calculator.families.people import Episode, Person
from calculator.families.rules import Plan
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.terms import Step, Take
from calculator.money import smaller
from calculator.questions import Questions
from calculator.working import Untold, Working

AT_THE_END = "year_end"  # of which results are settled once, when the year is over


class Year:
    """Computes once, with the values that ``questions`` gives; ``layers`` pay in their order."""

    def __init__(
        self,
        layers: tuple[str, ...],
        person: Person,
        plan: Plan,
        questions: Questions,
        working: Working,
    ) -> None:
        self.layers, self.person, self.plan, self.questions = layers, person, plan, questions
        self.working = working
        self.payments = Payments(person, plan, questions)
        self._live: set[str] = set()
        self.outcome = Outcome.begin(self.working.steps)

    def compute(self) -> Outcome:
        """The amounts in fen, the steps, and which amounts rest on a missing value."""
        for number, episode in enumerate(self.person.episodes):
            episode.start()
            for layer in self.layers_of(number):
                self.pay(layer, number)
        self._gather()
        return self.outcome

    def layers_of(self, number: int) -> list[str]:
        """The layers that have anything to say of an episode, in the order in which they pay."""
        episode = self.person.episodes[number]
        idle = self.plan[episode.id].idle
        return [layer for layer in self.layers if layer not in idle or layer in episode.given]

    def pay(self, layer: str, number: int) -> None:
        """Let a layer pay for an episode, after the layers before it and after the episodes before that one; it is live
        once it had anything to say."""
        episode = self.person.episodes[number]
        self._set_aside(layer, episode)
        if layer not in episode.given:
            for rule in self.plan[episode.id][layer].of("bars"):
                self._recorder(layer, episode, rule, {})("same_for_all", None, {}, None)
        amount = self._amount(layer, number)
        if self.working.told:
            self._say_refused(layer, episode)
        if amount is not None:
            self.payments.paid(layer, episode, amount)
            episode.paid[layer] = amount
        if amount is not None or layer in episode.aside:
            self._live.add(layer)

    def _set_aside(self, layer: str, episode: Episode) -> None:
        for rule in self.plan[episode.id][layer].of("sets_aside")[:1]:
            if episode.irregular:
                step = self._recorder(layer, episode, rule, {})
                episode.aside[layer] = MECHANISMS[rule["use"]].aside(episode.irregular, episode.in_policy, step)

    def _amount(self, layer: str, number: int) -> int | None:
        """Fen a layer pays for an episode: as given, as computed, as only a slip can tell; ``None``: no such
        layer."""
        episode = self.person.episodes[number]
        selection = self.plan[episode.id][layer]
        left = episode.left_after(self.layers)
        if selection.of("frees"):  # the whole bill, costs out of policy as well
            left = episode.total - sum(episode.paid.values()) - sum(episode.aside.values())
        if layer in episode.given:
            return self._given(layer, number, left)
        if selection.of("frees"):
            return self._freed(layer, number, left)
        if selection.payers:
            paid = self.payments.pay(layer, number, self.working)
            self._note(layer, number, paid)
            if self._waits_for_the_end(layer, episode):
                self.outcome.deferred.add(f"{episode.id}.{layer}")
            return paid.amount
        if self.payments.shut_out(layer, episode, self.working):
            return 0
        if not selection.for_others and layer in self.plan[episode.id].built_on:
            return self._by_slip(layer, number, left)
        return None

    def _given(self, layer: str, number: int, left: int) -> int:
        """Fen as the settlement slip has them; the rules' accounts take in the burden where later episodes build on
        it."""
        episode = self.person.episodes[number]
        if self.plan[episode.id][layer].payers and self._computed_after(layer, number):
            self.payments.pay(layer, number, Untold())
            episode.beyond_cap.pop(layer, None)  # what the slip says is not what was computed
        if episode.given[layer] > left:
            self.outcome.beyond.append((episode.id, layer, left))
        amount = smaller(episode.given[layer], left)
        self._say(layer, episode)("given", None, {}, amount)
        return amount

    def _by_slip(self, layer: str, number: int, left: int) -> int:
        """Fen that only the settlement slip can tell."""
        episode = self.person.episodes[number]
        known = self.questions.slip(layer, episode.id, left)
        self._say(layer, episode)("slip", None, {}, known.value)
        self._note(layer, number, Paid(known.value, (known,)))
        amount: int = known.value
        return amount

    def _freed(self, layer: str, number: int, left: int) -> int:
        """All that is left of a bill that ends within the free months; of a longer one only the slip tells the free
        part."""
        episode = self.person.episodes[number]
        rule = self.plan[episode.id][layer].of("frees")[0]
        known = self.questions.ask(rule["with"]["months"], episode.facts(), episode.day, rule["own"]["months"])
        until = MECHANISMS[rule["use"]].free_until({"months": known}, episode.admitted)
        step = self._recorder(layer, episode, rule, {"months": known})
        step("free_until", None, {"admitted": episode.admitted, "months": str(known.value)}, until, unit="date")
        self.outcome.told[f"{episode.id}.free_until"] = until
        if episode.discharged > until:
            return self._by_slip(layer, number, left)
        operands = {"total": episode.total} | episode.aside | episode.paid
        step("freed", " - ".join(operands), operands, left)
        self._note(layer, number, Paid(left, (known,)))
        return left

    def _waits_for_the_end(self, layer: str, episode: Episode) -> bool:
        """Whether what was computed is paid once, when the year is over: as its rule is read, or because a layer that
        it builds on is."""
        return any(
            self.payments.how(rule).get("settled") == AT_THE_END
            or any(f"{episode.id}.{before}" in self.outcome.deferred for before in rule["base"]["burden_after"])
            for rule in self.plan[episode.id][layer].payers
        )

    def _computed_after(self, layer: str, number: int) -> bool:
        later = [one for one in self.person.episodes[number + 1 :] if layer not in one.given]
        return any(one.id not in self.plan or self.plan[one.id][layer].payers for one in later)

    def _note(self, layer: str, number: int, paid: Paid) -> None:
        """Note the missing values that an amount rests on, and whether it, or one before it, is only about right."""
        name = f"{self.person.episodes[number].id}.{layer}"
        for known in paid.rests_on:
            if known.whose == "missing":
                self.outcome.feeds.setdefault(known.key, []).append(name)
        above = self._above(layer, number) if self.outcome.approximate else []
        if paid.approximate or any(other in self.outcome.approximate for other in above):
            self.outcome.approximate.add(name)

    def _above(self, layer: str, number: int) -> list[str]:
        """The amounts that go before one: of the layers before for the episode, of the layer for earlier episodes."""
        episodes = self.person.episodes
        above = [f"{episodes[number].id}.{other}" for other in self.layers[: self.layers.index(layer)]]
        return above + [f"{earlier.id}.{layer}" for earlier in episodes[:number]]

    def _recorder(self, layer: str, episode: Episode, rule: dict, taken: Take) -> Step:
        grounds = Grounds(self.working, f"{episode.id}.{layer}", {"episode": episode.id, "layer": layer})
        grounds.add(rule, taken, of_rule=False)
        return grounds.recorder(rule, always=rule["cites"])

    def _say(self, layer: str, episode: Episode) -> Callable[..., None]:
        return self.working.at(f"{episode.id}.{layer}", episode=episode.id, layer=layer)

    def _say_refused(self, layer: str, episode: Episode) -> None:
        for rule, why, words in self.plan[episode.id][layer].refused:
            context = {"episode": episode.id, "layer": layer, "rule": rule["id"], "cites": rule["cites"]}
            self.working.not_applied(
                f"{episode.id}.{layer}.{rule['id']}", why, words, **context, readings=list(rule["read"])
            )

    def live(self) -> list[str]:
        """The layers that had anything to say so far, in the order in which they pay."""
        return [layer for layer in self.layers if layer in self._live]

    def _gather(self) -> None:
        """The amounts by id: each layer of each episode, what is left to the person, and the year's totals."""
        amounts, deferred = self.outcome.amounts, self.outcome.deferred
        episodes, live = self.person.episodes, self.live()
        for episode in episodes:
            parts = {layer: episode.paid.get(layer, 0) + episode.aside.get(layer, 0) for layer in live}
            amounts |= {f"{episode.id}.{layer}": amount for layer, amount in parts.items()}
            at_once = [amount for layer, amount in parts.items() if f"{episode.id}.{layer}" not in deferred]
            amounts[f"{episode.id}.patient"] = episode.total - sum(at_once)
        for layer in live:
            names = [f"{episode.id}.{layer}" for episode in episodes]
            late = [name for name in names if name in deferred]
            if late:
                amounts[f"{AT_THE_END}.{layer}"] = sum(amounts[name] for name in late)
            amounts[f"year.{layer}"] = sum(amounts[name] for name in names)
            self.outcome.approximate.update(rough_sums(layer, names, self.outcome.approximate))
        amounts["year.total"] = sum(episode.total for episode in episodes)
        amounts["year.patient"] = amounts["year.total"] - sum(amounts[f"year.{layer}"] for layer in live)


def rough_sums(layer: str, names: list[str], approximate: set[str]) -> set[str]:
    """What sums up amounts of a layer (``names``) some of which are only about right, or is what they leave to the
    person: it is about right, too."""
    rough = [name for name in names if name in approximate]
    wholes = {"year", *(name.removesuffix(f".{layer}") for name in rough)}
    return {f"{whole}.patient" for whole in wholes} | {f"year.{layer}", f"{AT_THE_END}.{layer}"} if rough else set()
