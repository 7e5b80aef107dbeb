"""What is asked of a whole county medical community: entry, pharmacy, grassroots counts, procurement, indicators,
monitoring, and the place's own policy."""

from __future__ import annotations

from calculator.families.parts import Part, first
from calculator.families.sheet import Section, Sheet
from calculator.inputs import Checker, InputProblems
from calculator.literals import read
from calculator.mechanisms import at_least, due_by, rate, warning_line
from calculator.money import fen


def community_parts(inputs: dict) -> list[Part]:
    """The parts that the inputs ask for, each by itself."""
    parts: list[Part] = []
    if "unified" in inputs:
        parts.append(_checklist("unified", "entry"))
    if "pharmacy" in inputs:
        parts.append(_checklist("pharmacy", "pharmacy"))
    if "grassroots" in inputs:
        parts.append(_grassroots)
    if "local_policy" in inputs:
        parts.append(_local_policy)
    parts += [_procured(number, by) for number, by in enumerate(inputs.get("procured_by", []), 1)]
    parts += [_indicator(number, one) for number, one in enumerate(inputs.get("indicators", []), 1)]
    parts += [_watched(number, one) for number, one in enumerate(inputs.get("watched_items", []), 1)]
    return parts


def _whole(sheet: Sheet, at: str, *more: str) -> Section:
    """The section of the community, with what one record of the inputs tells of it: the keys that begin with the
    record's name (its checklist), and ``more``."""
    told = sheet.inputs[at]
    keys = [key for key in sheet.book.keys if key.startswith(f"{at}_")] + list(more)
    return sheet.section("", "community", {key: told.get(key) for key in keys}, at=at)


def _checklist(record: str, layer: str) -> Part:
    """The outcome of a list of conditions; the working says which one is the first that is not met."""

    def fill(sheet: Sheet) -> None:
        section = _whole(sheet, record)
        standing = section.standing(layer, "decides")
        if not standing:
            section.give(layer, None, "outcome", why="not_determined")
            return
        section.say_decided(layer, standing[0])
        section.give(layer, standing[0]["gives"][layer], "outcome")

    return fill


def _grassroots(sheet: Sheet) -> None:
    section = _whole(sheet, "grassroots", "payment_method")
    rule, listed = first(section, "grassroots", "at_least", quiet=True), sheet.inputs["grassroots"].get("listed")
    if rule is None or listed is None:
        section.give("grassroots", None, "outcome", why="not_told" if rule else "not_determined")
        return
    taken = section.take(rule)
    lacking = at_least.lacking(taken, listed, section.recorder("grassroots", rule, taken))
    late = at_least.is_late(taken, section.day)
    section.give("grassroots", "met" if not lacking else "missed" if late else "not_yet", "outcome")
    section.give("grassroots_lacking", lacking, "items")
    section.give("grassroots_due", taken["by"].value, "date")


def _local_policy(sheet: Sheet) -> None:
    section = _whole(sheet, "local_policy", "local_rule_differs")
    rule, drawn_up = first(section, "local_policy", "due_by"), sheet.inputs["local_policy"].get("drawn_up")
    if rule is not None:
        taken = section.take(rule)
        section.give("policy_due", taken["day"].value, "date")
        if drawn_up is None:
            section.give("policy_timing", None, "outcome", why="not_told")
        else:
            in_time = due_by.in_time(taken, drawn_up, section.recorder("local_policy", rule, taken))
            section.give("policy_timing", "in_time" if in_time else "late", "outcome")
    decided = section.decide("local_policy")
    if decided:
        section.give("prevails", decided["gives"]["prevails"], "outcome")


def _procured(number: int, by: str) -> Part:
    def fill(sheet: Sheet) -> None:
        section = sheet.section(f"procurement{number}", "procurement", {"procured_by": by}, procured_by=by)
        decided = section.decide("procurement")
        outcome = decided["gives"]["separate_reward"] if decided else None
        section.give("separate_reward", outcome, "outcome", why=None if decided else "not_determined")

    return fill


def _indicator(number: int, told: dict) -> Part:
    """A rate; a part that is larger than its whole raises :class:`InputProblems`."""

    def fill(sheet: Sheet) -> None:
        indicator = told["indicator"]
        section = sheet.section(f"indicator{number}", "indicator", {"indicator": indicator}, indicator=indicator)
        rule = first(section, "assessment", "rate", quiet=True)
        if rule is None:
            section.give("rate", None, "ratio", why="not_determined")
            return
        part, whole = fen(told["part"]), fen(told["whole"])
        if section.how(rule)["measures"] == "part" and part > whole:
            checker = Checker(sheet.book)
            at = f"indicators[{number - 1}].part"
            checker.problem(at, "part_beyond_whole", found=told["part"], most=told["whole"])
            raise InputProblems(checker.problems)
        step = section.recorder("assessment", rule, {})
        section.give("rate", rate.compute(part, whole, section.how(rule), step), "ratio")

    return fill


def _watched(number: int, told: dict) -> Part:
    def fill(sheet: Sheet) -> None:
        watched = told["watched"]
        section = sheet.section(f"watched{number}", "watched", {"watched": watched}, watched=watched)
        rule = first(section, "monitoring", "warning_line")
        if rule is None:
            section.give("warning", None, "outcome", why="not_determined")
            return
        taken = section.take(rule)
        found = read("ratio", told["found"])
        assert isinstance(found, list)
        warns = warning_line.reached(taken, (found[0], found[1]), section.recorder("monitoring", rule, taken))
        section.give("warning", "warning" if warns else "no_warning", "outcome")

    return fill
