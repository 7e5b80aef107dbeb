"""Up to what a layer pays for one episode: what is left, a limit for each time, a rule's own limits of the year, the
cap of the layer."""

from __future__ import annotations

from typing import NamedTuple

from calculator.families.people import Episode
from calculator.mechanisms.entitlement import Account
from calculator.mechanisms.terms import Step, Take, Terms
from calculator.money import Shown, larger, smaller


class Held(NamedTuple):
    """A rule with what its payments are counted under: its own limit and its number of times, each by the value that
    is looked up. The limits of several answers together are one."""

    rule: dict
    limit: tuple
    times: tuple

    @classmethod
    def by(cls, rule: dict, taken: Take) -> Held:
        """From the values that the rule takes."""
        limit = taken["limit"].key if "limit" in taken else (rule["with"].get("limit"), ())
        return cls(rule, ("limit", *limit), ("times", *(taken["times"].key if "times" in taken else ())))

    @property
    def names(self) -> frozenset[tuple]:
        """What a payment counts towards."""
        return frozenset(name for name in (self.limit, self.times) if name[0] in self.rule["with"])

    def counts(self, earlier: Episode) -> bool:
        """Whether what the layer paid for an earlier episode uses up the cap: of two caps by different names (hospital
        stays, outpatient care) each holds what is paid under it alone."""
        caps = earlier.caps.get(self.rule["layer"])
        return not caps or self.rule["with"].get("cap") in caps

    def under(self, name: tuple, earlier: list[Episode]) -> list[Episode]:
        """The earlier episodes that were paid under the same limit, or counted among the same times."""
        return [one for one in earlier if name in one.limits.get(self.rule["layer"], ())]


def within(
    due: int, terms: Terms, account: Account, held: Held, episode: Episode, earlier: list[Episode], step: Step
) -> tuple[int, int | None]:
    """Fen of what is ``due`` that are paid, and what the limits of the year still hold of it (``None``: there are
    none); ``earlier`` are the episodes of the medical year before this one."""
    layer = held.rule["layer"]
    episode.limits[layer] = held.names
    if terms.times is not None and len(held.under(held.times, earlier)) >= terms.times:
        before = str(len(held.under(held.times, earlier)))
        step("times_used", None, {"times": str(terms.times), "times_before": before}, 0)
        return 0, 0
    amount, operands, bounds, kind = _of_this_time(due, episode.left_after(episode.paid), terms)
    room = None
    if terms.limit is not None:
        so_far = account.paid_earlier + _paid(layer, held.under(held.limit, earlier))
        room = larger(terms.limit - so_far, 0)
        amount, kind = smaller(amount, room), f"{kind}_limit"
        operands["limit"] = terms.limit
        bounds.append("larger(limit - paid_under_it, 0)" if so_far else "limit")
        operands |= {"paid_under_it": so_far} if so_far else {}
    if terms.cap is not None:
        so_far = account.paid_earlier + _paid(layer, [one for one in earlier if held.counts(one)])
        in_cap = larger(terms.cap - so_far, 0)
        capped = smaller(amount, in_cap)
        episode.beyond_cap[layer] = larger(smaller(amount, account.gained) - capped, 0)
        room, amount, kind = in_cap if room is None else smaller(room, in_cap), capped, f"{kind}_capped"
        operands["cap"] = terms.cap
        bounds.append("larger(cap - paid_so_far, 0)" if so_far else "cap")
        operands |= {"paid_so_far": so_far} if so_far else {}
    step(kind, f"smaller({', '.join(bounds)})", operands, amount)
    return amount, room


def _of_this_time(due: int, left: int, terms: Terms) -> tuple[int, dict[str, Shown], list[str], str]:
    """What is due, up to what is left and to the limit for each time: amount, operands, bounds and kind of step."""
    if terms.each is None:
        return smaller(due, left), {"due": due, "left": left}, ["due", "left"], "paid"
    amount = smaller(smaller(due, left), terms.each)
    if terms.fixed:
        return amount, {"fixed": terms.each, "left": left}, ["fixed", "left"], "paid_fixed"
    return amount, {"due": due, "left": left, "each": terms.each}, ["due", "left", "each"], "paid_each"


def _paid(layer: str, episodes: list[Episode]) -> int:
    return sum(one.paid.get(layer, 0) for one in episodes)
