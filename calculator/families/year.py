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
        self.live: list[str] = []
        self.outcome = Outcome.begin(self.working.steps)

    def compute(self) -> Outcome:
        """The amounts in fen, the steps, and which amounts rest on a missing value."""
        for episode in self.person.episodes:
            episode.start()
        for layer in self.layers:
            for number, episode in enumerate(self.person.episodes):
                if layer not in self.plan[episode.id].idle or layer in episode.given:
                    self._episode(layer, number, episode)
        self._gather()
        return self.outcome

    def _episode(self, layer: str, number: int, episode: Episode) -> None:
        """Let a layer pay for an episode; it is live once it had anything to say."""
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
        if (amount is not None or layer in episode.aside) and layer not in self.live:
            self.live.append(layer)

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
        later = self.person.episodes[number + 1 :]
        return any(layer not in episode.given and self.plan[episode.id][layer].payers for episode in later)

    def _note(self, layer: str, number: int, paid: Paid) -> None:
        """Note what an amount rests on: missing values of its own, or amounts before it that rest on missing ones; and
        whether it, or one before it, is only about right."""
        name = f"{self.person.episodes[number].id}.{layer}"
        missing = [known for known in paid.rests_on if known.whose == "missing"]
        nothing_yet = not self.outcome.doubts and not self.outcome.approximate
        above = [] if nothing_yet else self._above(layer, number)
        doubted = any(other in self.outcome.doubts for other in above)
        if missing or doubted:
            self.outcome.doubts[name] = "above" if doubted else "own"
        for known in missing:
            self.outcome.feeds.setdefault(known.key, []).append(name)
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

    def _gather(self) -> None:
        """The amounts by id: each layer of each episode, what is left to the person, and the year's totals."""
        amounts, sums, ceilings = self.outcome.amounts, self.outcome.sums, self.outcome.ceilings
        deferred, jumps = self.outcome.deferred, self._jumps()
        episodes = self.person.episodes
        for episode in episodes:
            parts = {layer: episode.paid.get(layer, 0) + episode.aside.get(layer, 0) for layer in self.live}
            for number, layer in enumerate(self.live):
                name = f"{episode.id}.{layer}"
                amounts[name] = parts[layer]
                whole = episode.total if self.plan[episode.id][layer].of("frees") else episode.in_policy
                ceilings[name] = (whole, [f"{episode.id}.{other}" for other in self.live[:number]])
            at_once = [amount for layer, amount in parts.items() if f"{episode.id}.{layer}" not in deferred]
            amounts[f"{episode.id}.patient"] = episode.total - sum(at_once)
            if jumps:
                at_once_by = [f"{episode.id}.{layer}" for layer in self.live]
                self.outcome.rests[f"{episode.id}.patient"] = (
                    episode.total,
                    [name for name in at_once_by if name not in deferred],
                )
        for layer in self.live:
            names = [f"{episode.id}.{layer}" for episode in episodes]
            late = [name for name in names if name in deferred]
            if late:
                amounts[f"{AT_THE_END}.{layer}"] = sum(amounts[name] for name in late)
                sums[f"{AT_THE_END}.{layer}"] = late
            amounts[f"year.{layer}"] = sum(amounts[name] for name in names)
            sums[f"year.{layer}"] = names
            self._note_sums(layer, names)
        amounts["year.total"] = sum(episode.total for episode in episodes)
        amounts["year.patient"] = amounts["year.total"] - sum(amounts[f"year.{layer}"] for layer in self.live)
        if jumps:
            self.outcome.rests["year.patient"] = (amounts["year.total"], [f"year.{layer}" for layer in self.live])

    def _note_sums(self, layer: str, names: list[str]) -> None:
        """A sum of amounts some of which are only about right is so, too; so is what they leave to the person."""
        rough = [name for name in names if name in self.outcome.approximate]
        if rough:
            wholes = {"year", *(name.removesuffix(f".{layer}") for name in rough)}
            self.outcome.approximate.update(f"{whole}.patient" for whole in wholes)
            self.outcome.approximate.update((f"year.{layer}", f"{AT_THE_END}.{layer}"))

    def _jumps(self) -> bool:
        """Whether some layer pays on all of a burden once it passes a line: then a heavier burden may cost the person
        less."""
        return any(
            self.payments.how(rule).get("measured_on") == "whole"
            for of_episode in self.plan.values()
            for rule in of_episode.paying
        )
