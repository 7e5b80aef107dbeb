"""A month of one fund: what each way of paying comes to."""

from __future__ import annotations

from calculator.families.fund_budget import fund_section
from calculator.families.parts import Part, first
from calculator.families.sheet import Section, Sheet
from calculator.mechanisms import unit_price
from calculator.money import exactly, yuan

FACTS = ("payment_method", "service", "hospital_level")


def month_part(at: str, fund: dict) -> Part:
    """The amounts of a month by way of paying, and their sum."""

    def fill(sheet: Sheet) -> None:
        items = fund.get("month")
        if not items:
            return
        section = fund_section(sheet, at, fund)
        settled = [_settled(sheet, section, f"{at}.month[{n}]", n + 1, item) for n, item in enumerate(items)]
        amounts = [amount for _, amount in settled if amount is not None]
        if len(amounts) < len(items):
            section.give("month_total", None, why="not_determined")
            return
        parts = {f"settled{number}": yuan(amount) for number, amount in enumerate(amounts, 1)}
        rule = settled[0][0]
        assert rule is not None
        section.recorder("month", rule, {})("month_total", " + ".join(parts), parts, yuan(sum(amounts)))
        section.give("month_total", sum(amounts))

    return fill


def _settled(sheet: Sheet, of: Section, at: str, number: int, item: dict) -> tuple[dict | None, int | None]:
    """The rule by which one line is settled, and its fen."""
    section = sheet.section(
        f"{of.id}.month{number}",
        "settled",
        {"scheme": of.facts["scheme"], **{key: item.get(key) for key in FACTS}},
        at=at,
        payment_method=item["payment_method"],
    )
    rule = first(section, "month", "unit_price", quiet=True)
    if rule is None:
        section.give("amount", None, why="not_determined")
        return None, None
    taken, step = section.begin("month", rule)
    amount = unit_price.compute(taken, "settled", exactly(item["units"]), section.how(rule), step)
    section.give("amount", amount)
    return rule, amount
