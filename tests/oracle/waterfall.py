"""Who pays what of a year's episodes, in whole fen: the pipeline of the rules, layer after layer.

From the calculator's own inputs, for requests in which nothing is missing. Exact amounts are fractions of a fen and are
rounded, half up, at each payment and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle import rules
from tests.oracle.amounts import rounded
from tests.oracle.borders import days_between
from tests.oracle.request import Episode, Request, months_later, read

LAYERS = (
    "basic",
    "critical_illness",
    "assistance",
    "institution",
    "commercial",
    "reassistance",
    "tilted_assistance",
    "free_treatment",
)
WAITING = ("critical_illness", "assistance", "reassistance", "tilted_assistance", "free_treatment")
REASSISTED_OVER, REASSISTED_UP_TO, REASSISTED = 500_000, 2_000_000, Fraction(7, 10)  # WS-02
ZERO = Fraction(0)


class Refused(Exception):
    """A slip that says more was paid than was left."""


@dataclass(slots=True)
class Result:
    """`amounts` by "<episode>.<layer>", "year_end.<layer>" and "year.<layer>"; `acts`: what happened on the way."""

    amounts: dict[str, int] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """A yearly benefit so far: the burden it counted, what it entitled to exactly, what was paid."""

    seen: int = 0
    exact: Fraction = ZERO
    paid: int = 0
    beside: int = 0  # paid, as slips say, on burdens that it does not count; it uses up the cap

    def count(self, burden: int, threshold: int, slices: Sequence[tuple[int | None, Fraction]]) -> list[int]:
        """Add a burden; return the parts of it that fall into each slice over the threshold."""
        low, high = max(0, self.seen - threshold), max(0, self.seen + burden - threshold)
        self.seen += burden
        parts, edge = [], 0
        for upto, ratio in slices:
            top = high if upto is None else min(high, upto)
            part = max(0, top - max(low, edge))
            parts.append(part)
            if part:
                self.exact += part * ratio
            edge = edge if upto is None else upto
        return parts

    def pay(self, layer: str, cap: int | None, left: int, slip: int | None, acts: set[str]) -> int:
        """What is paid now: entitled less paid so far, within the cap and the burden left, or as the slip says."""
        if slip is None:
            due = max(0, rounded(self.exact) - self.paid)
            if cap is not None and due > max(0, cap - self.paid - self.beside):
                due = max(0, cap - self.paid - self.beside)
                acts.add(f"{layer}: cap binds")
            amount = min(due, left)
        else:
            amount = _from_slip(layer, slip, left, acts)
        self.paid += amount
        return amount


class _Year:
    """What is carried from one episode to the next."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.result = Result()
        self.basic_paid = 0
        self.chronic = Tally()
        self.chain = 0
        self.critical_illness, self.assistance, self.tilted = Tally(), Tally(), Tally()
        self.reassistance = Tally()
        self.medical_year_ends: date | None = None

    def settle(self, one: Episode) -> dict[str, int]:
        """One episode through all the layers; returns what each pays."""
        request, acts = self.request, self.result.acts
        aside = rules.irregular(request, one)
        left = one.total - one.out_of_policy - aside
        paid: dict[str, int] = {"irregular": aside}

        basic, terms, above_cap = self._basic(one, left)
        paid["basic"] = basic
        left -= basic

        entering = left - (above_cap if request.read["A24"] == "left_out" else 0)
        paid["critical_illness"] = self._critical_illness(one, terms, entering, left)
        left -= paid["critical_illness"]

        paid["assistance"] = self._assistance(one, left)
        left -= paid["assistance"]

        after_three = left
        for layer in ("institution", "commercial"):
            paid[layer] = _from_slip(layer, one.slips.get(layer, 0), left, acts)
            left -= paid[layer]

        paid["reassistance"] = self._reassistance(one, left)
        left -= paid["reassistance"]
        paid["tilted_assistance"] = self._tilted(one, after_three, left)
        left -= paid["tilted_assistance"]

        rest = one.total - sum(paid.values())
        within, slip = rules.within_free_months(request, one, acts), one.slips.get("free_treatment")
        if slip is not None:
            paid["free_treatment"] = _from_slip("free_treatment", slip, rest if within is not None else left, acts)
        else:
            paid["free_treatment"] = rest if within else 0
        return paid

    def _basic(self, one: Episode, base: int) -> tuple[int, rules.Basic, int]:
        """What basic insurance pays, its terms, and what its cap cut off."""
        acts = self.result.acts
        borne = 0
        if one.inpatient and one.continues:
            borne = self.chain if one.borne_before is None else one.borne_before
        terms = rules.basic_terms(self.request, one, borne, acts)
        if one.inpatient:
            self.chain = borne + min(base, terms.deductible)
            due = own = rounded(max(0, base - terms.deductible) * terms.ratio)
            if base <= terms.deductible:
                acts.add("inpatient deductible not reached")
        else:
            if self.chronic.seen < terms.deductible < self.chronic.seen + base:
                acts.add("chronic deductible crossed")
            before = rounded(self.chronic.exact)
            self.chronic.count(base, terms.deductible, [(None, terms.ratio)])
            due = max(0, rounded(self.chronic.exact) - self.chronic.paid)
            own = min(due, rounded(self.chronic.exact) - before)  # what the cap cut off earlier is left out already
        slip = one.slips.get("basic")
        cap = self.request.values.limit("basic.cap", scheme=self.request.scheme)
        room = due if cap is None else max(0, cap - self.basic_paid)
        amount = min(due, room, base) if slip is None else _from_slip("basic", slip, base, acts)
        above_cap = max(0, own - room) if slip is None else 0
        if above_cap:
            acts.add("basic: cap binds")
        self.basic_paid += amount
        if not one.inpatient:
            self.chronic.paid += amount
        return amount, terms, above_cap

    def _critical_illness(self, one: Episode, basic: rules.Basic, entering: int, left: int) -> int:
        acts, tally = self.result.acts, self.critical_illness
        terms = rules.critical_illness_terms(self.request, one, basic, acts)
        if tally.seen < terms.deductible < tally.seen + entering:
            acts.add("critical illness deductible crossed")
        parts = tally.count(entering, terms.deductible, terms.slices)
        for number in range(len(parts) - 1):
            if parts[number] and parts[number + 1]:
                acts.add(f"critical illness edge {number + 1} crossed")
        return tally.pay("critical_illness", terms.cap, left, one.slips.get("critical_illness"), acts)

    def _assistance(self, one: Episode, burden: int) -> int:
        acts, tally, values = self.result.acts, self.assistance, self.request.values
        threshold = rules.assistance_threshold(self.request, one, acts)
        slip = one.slips.get("assistance")
        if threshold is None:
            amount = 0 if slip is None else _from_slip("assistance", slip, burden, acts)
            tally.beside += amount
            return amount
        if tally.seen < threshold < tally.seen + burden:
            acts.add("assistance threshold crossed")
        tally.count(burden, threshold, [(None, values.ratio("assistance.ratio"))])
        return tally.pay("assistance", values.limit("assistance.cap"), burden, slip, acts)

    def _reassistance(self, one: Episode, burden: int) -> int:
        """WS-02 with A21 and A32."""
        acts = self.result.acts
        if self.request.read["A32"] == "from_first_admission" and one.inpatient:
            self._turn_medical_year(one)
        tally, slip = self.reassistance, one.slips.get("reassistance")
        if not (rules.is_listed_poor(self.request, one) and one.inpatient):
            amount = 0 if slip is None else _from_slip("reassistance", slip, burden, acts)
            tally.beside += amount
            return amount
        if self.request.read["A21"] == "stay":
            tally.seen, tally.exact = 0, Fraction(tally.paid)
        if tally.seen < REASSISTED_OVER < tally.seen + burden:
            acts.add("reassistance threshold crossed")
        tally.count(burden, REASSISTED_OVER, [(None, REASSISTED)])
        return tally.pay("reassistance", REASSISTED_UP_TO, burden, slip, acts)

    def _turn_medical_year(self, one: Episode) -> None:
        """A32: twelve months from the first admission, then twelve from the first one after them."""
        request = self.request
        if self.medical_year_ends is None and request.first_admission is not None:
            self.medical_year_ends = months_later(request.first_admission, 12)
            tally = self.reassistance
            tally.count(request.earlier_burden, REASSISTED_OVER, [(None, REASSISTED)])
            tally.paid = min(rounded(tally.exact), REASSISTED_UP_TO)
            self.result.acts.add("medical year began before")
        if self.medical_year_ends is None or one.admitted >= self.medical_year_ends:
            if self.medical_year_ends is not None:
                self.result.acts.add("medical year turned")
            self.medical_year_ends = months_later(one.admitted, 12)
            self.reassistance = Tally()

    def _tilted(self, one: Episode, burden: int, left: int) -> int:
        """XT-05 with A14."""
        line = rules.tilted_line(self.request, one)
        slip = one.slips.get("tilted_assistance")
        acts, tally, values = self.result.acts, self.tilted, self.request.values
        if line is None:
            amount = 0 if slip is None else _from_slip("tilted_assistance", slip, left, acts)
            tally.beside += amount
            return amount
        ratio = values.ratio("tilted_assistance.ratio")
        if tally.seen <= line < tally.seen + burden:
            acts.add("tilted assistance line crossed")
        tally.count(burden, line, [(None, ratio)])
        if self.request.read["A14"] == "whole":
            tally.exact = ratio * tally.seen if tally.seen > line else ZERO
        return tally.pay("tilted_assistance", values.limit("tilted_assistance.cap"), left, slip, acts)


def waterfall(inputs: Mapping[str, Any]) -> Result:
    """What each layer pays on each episode and in the year; refuses a slip that pays more than was left."""
    request = read(inputs)
    year = _Year(request)
    result, at_year_end = year.result, request.read["A25"] == "year_end"
    sums = dict.fromkeys((*LAYERS, "irregular", "patient", "total"), 0)
    later = dict.fromkeys(WAITING, 0)
    for one in request.episodes:
        paid = year.settle(one)
        patient = one.total - sum(paid.values())
        waits = at_year_end and "critical_illness" not in one.slips
        sums["patient"] += patient
        sums["total"] += one.total
        for layer, amount in paid.items():
            sums[layer] += amount
            if amount and (layer not in one.slips or layer in ("institution", "commercial")):
                result.acts.add(f"{layer} pays")
            if waits and layer in later and layer not in one.slips:
                later[layer] += amount
                patient += amount
                amount = 0
            result.amounts[f"{one.id}.{layer}"] = amount
        result.amounts[f"{one.id}.patient"] = patient
    result.amounts.update({f"year.{layer}": amount for layer, amount in sums.items()})
    if at_year_end:
        result.amounts.update({f"year_end.{layer}": amount for layer, amount in later.items()})
        result.acts.add("settled at year-end")
    result.acts |= days_between(request)
    return result


def _from_slip(layer: str, amount: int, left: int, acts: set[str]) -> int:
    if amount > left:
        raise Refused(layer)
    if amount:
        acts.add(f"{layer}: slip")
    return amount
