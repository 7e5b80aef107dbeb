"""Bills built to lie on a border of a rule that pays, or that changes what pays; what they come to, the second
calculator says.

The local values are made up for the purpose, so that each border lies where it is easily found: earlier layers pay
nothing, so the burden of a layer is the bill.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from tests.borders.cells import ANYBODY, AS_CHOSEN, Book, Cell, Rule, setting
from tests.borders.sides import ABOVE, BELOW, EXACTLY
from tests.oracle.amounts import rounded

Inputs = dict[str, Any]

PAYERS = ("basic", "critical_illness", "assistance", "institution", "commercial", "reassistance", "tilted_assistance")
PERSON = ("scheme", "applied", "assistance_approved", "poverty_risk", "tilted_approved", "income_area")
FEN = {BELOW: -1, EXACTLY: 0, ABOVE: 1}
NO_DOCUMENT = ("340000", date(2024, 11, 5))
CAP = 100_000  # fen
HALF = Fraction(1, 2)
LEVELS = {"township": 20_000, "county": 50_000, "city": 100_000, "province": 150_000}
AWAY = [
    {"mode": mode, "destination": destination, "care": care, "value": "40%"}
    for mode in ("advised", "other")
    for destination in ("city_owned", "other_city", "other_province")
    for care in ("inpatient", "chronic")
]


class Bill:
    """One request, built for a cell of a rule."""

    def __init__(self, cell: Cell, rule: Rule, book: Book) -> None:
        self.cell, self.rule, self.book = cell, rule, book
        self.apart = FEN[cell.position]
        self.below = 0  # fen: the deductible that the stay before bore
        self.care = (rule["when"].get("care") or ["inpatient"])[0]
        self.total = 0
        self.values: dict[str, Any] = {
            "inpatient.deductible": [{"hospital_level": level, "value": _yuan(fen)} for level, fen in LEVELS.items()],
            "inpatient.ratio": "60%",
            "inpatient.deductible_lowered": "300元",
            "inpatient.deductible_counted_on": "yes",
            "chronic.deductible": "300元",
            "chronic.deductible_lowered": "200元",
            "chronic.ratio": "50%",
            "basic.cap": "none",
            "away.basic_ratio": AWAY,
            "critical_illness.deductible": "10000.01元",
            "critical_illness.scale": {"rows": [{"upto": "3万元", "ratio": "50%"}, {"ratio": "60%"}]},
            "critical_illness.cap": "none",
            "critical_illness.deductible_lowered": "5000元",
            "critical_illness.cap_raised": "none",
            "assistance.threshold": "1000元",
            "assistance.ratio": "50%",
            "assistance.cap": "none",
            "assistance.emergency_excepted": "no",
            "assistance.new_measures_from": "2030-01-01",
            "income.disposable_per_head": "3000.02元",
            "tilted_assistance.ratio": "50%",
            "tilted_assistance.cap": "none",
        }

    def inputs(self) -> Inputs | None:
        """The request; ``None`` where this kind of border is none of a bill's."""
        if self.rule["layer"] not in PAYERS or not self._placed():
            return None
        place, day = self._place_and_day()
        when = {fact: options[0] for fact, options in self.rule["when"].items()}
        reading, _, option = self.cell.reading.partition("=")
        episode = {
            "id": "one",
            "care": self.care,
            "admitted": day.isoformat(),
            "total": _decimal(self.total),
            "out_of_policy": "0.00",
            "hospital_level": "county",
            "destination": "local",
            "mode": "advised",
            **{fact: value for fact, value in when.items() if fact not in PERSON},
        }
        if episode["destination"] != "local":
            episode["hospital_level"] = "city"
        if "continues" in when:
            episode["borne_before"] = _decimal(self.below)
        episode["paid"] = dict.fromkeys(self.slips, "0.00")
        inputs = {
            "place": place,
            "date": f"{day.year}-12-31",
            "groups": [] if self.cell.group == ANYBODY else [self.cell.group],
            "scheme": "resident",
            "income_area": "city",
            "values": self.values,
            "readings": {**self.rule["read"], **({} if self.cell.reading == AS_CHOSEN else {reading: option})},
            **{fact: value for fact, value in when.items() if fact in PERSON},
            "episodes": [episode],
        }
        if self.rule["layer"] == "assistance" and self.rule["use"] == "line_of_income":
            inputs["assistance_approved"] = "yes"
        if self.rule["layer"] == "tilted_assistance":
            inputs |= {"poverty_risk": "yes", "tilted_approved": "yes"}
        if self.rule["how"].get("costs") == "before_recognition":
            inputs["recognised_on"] = (day + timedelta(days=20)).isoformat()
        return inputs

    # -- where

    def _place_and_day(self) -> tuple[str, date]:
        if not self.rule["document"]:
            return NO_DOCUMENT
        entry = self.book["documents"][self.rule["document"]]
        first = date.fromisoformat(self.rule["from"] or entry["from"])
        return str(self.rule["place"]), first + timedelta(days=30)

    @property
    def slips(self) -> list[str]:
        """The layers that pay nothing: those before, and those that only a slip can tell of."""
        before = PAYERS[: PAYERS.index(self.rule["layer"])]
        return [layer for layer in PAYERS if layer in before or layer in ("institution", "commercial")]

    # -- the border

    def _placed(self) -> bool:
        """Whether the bill could be laid on the border."""
        match self.cell.border:
            case "threshold" | "line" | "lowered threshold" | "no threshold":
                self.total = self.threshold + self.apart
            case "edge of a slice":
                on_burden = setting(self.rule, "slices_on", self.cell.reading, self.book) == "whole_burden"
                self.total = 3_000_000 + self.apart + (0 if on_burden else self.threshold)
            case "cap":
                self._on_the_cap()
            case "the whole":
                self._at_the_whole()
            case "no fall":
                self.total = 5_000_000
                self.values["inpatient.ratio"] = self.values["chronic.ratio"] = "60%"
                self.values["away.basic_ratio"] = [{**row, "value": _percent(6000 + self.apart)} for row in AWAY]
            case "nothing left":
                self.total = 1_000_000
                self.below = LEVELS["county"] - self.apart
                levels = {**LEVELS, "township": self.below}
                rows = [{"hospital_level": level, "value": _yuan(fen)} for level, fen in levels.items()]
                self.values["inpatient.deductible"] = rows
            case _:
                return False
        return True

    @property
    def threshold(self) -> int:
        """The threshold in fen that the person has on the layer, from the values above."""
        match self.rule["layer"]:
            case "basic" if self.rule["use"] == "tilt":
                return 30_000 if self.care == "inpatient" else 20_000
            case "basic":
                return 50_000 if self.care == "inpatient" else 30_000
            case "critical_illness" if self.rule["use"] == "tilt":
                if "cut" in self.rule["with"]:
                    return rounded(1_000_001 * HALF)
                return 0 if "threshold" in self.rule["with"] else 500_000
            case "critical_illness":
                return 1_000_001
            case "assistance" if self.rule["use"] == "line_of_income" or "threshold" not in self.rule["with"]:
                return rounded(Fraction(300_002, 4))
            case "assistance":
                return 100_000
            case "reassistance":
                return 500_000
        return rounded(Fraction(300_002, 4))

    def _on_the_cap(self) -> None:
        """A burden on which just so much is due as the cap allows, or a fen more or less."""
        layer = self.rule["layer"]
        ratio, cap = {"basic": HALF if self.care == "chronic" else Fraction(6, 10)}.get(layer, HALF), CAP
        if layer == "reassistance":
            ratio, cap = Fraction(7, 10), 2_000_000
        elif layer == "critical_illness":
            self.values["critical_illness.scale"] = {"rows": [{"ratio": "50%"}]}
        self.values[self.rule["with"]["cap"]] = "1000元"
        whole = "measured_on" in self.rule["how"] and (
            setting(self.rule, "measured_on", self.cell.reading, self.book) == "whole"
        )
        self.total = (0 if whole else self.threshold) + ceil((cap + self.apart - HALF) / ratio)

    def _at_the_whole(self) -> None:
        """An ordinary ratio that the addition raises to the whole, or a hundredth of a percent beside it."""
        self.total = 5_000_000
        add = Fraction(1, 10) if self.rule["layer"] == "basic" else Fraction(1, 20)
        if setting(self.rule, "adds_as", self.cell.reading, self.book) == "relative":
            hundredths = int(10_000 / (1 + add)) + (self.apart > 0)
        else:
            hundredths = int(10_000 * (1 - add)) + self.apart
        if self.rule["layer"] == "basic":
            self.values[f"{self.care}.ratio"] = _percent(hundredths)
        else:
            self.values["critical_illness.scale"] = {"rows": [{"ratio": _percent(hundredths)}]}


def bills(cells: list[Cell], book: Book) -> Iterator[tuple[Cell, Inputs]]:
    """A bill for each cell that one can be built for."""
    rules = {rule["id"]: rule for rule in book["rules"]}
    for cell in cells:
        inputs = Bill(cell, rules[cell.rule], book).inputs() if cell.position in FEN else None
        if inputs:
            yield cell, inputs


def _decimal(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _yuan(fen: int) -> str:
    return f"{_decimal(fen)}元"


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
