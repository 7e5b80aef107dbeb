"""The budget of a county medical community: whether it may have one, what it is for each fund, what a month earns, and
how the year is settled."""

from __future__ import annotations

from calculator.answer import Answer
from calculator.families.community import community_parts
from calculator.families.fund_budget import budget_part, prepayment_part, regional_part
from calculator.families.fund_month import month_part
from calculator.families.fund_year import CAUSES, year_parts
from calculator.families.parts import Earlier, joined
from calculator.families.settle import settle
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker
from calculator.money import fen
from calculator.rulebook import Rulebook

LAYERS = (
    "entry",
    "pharmacy",
    "grassroots",
    "local_policy",
    "procurement",
    "assessment",
    "monitoring",
    "budget_formation",
    "regional",
    "prepaid",
    "month",
    "year_end",
)
HAS_FRAME = False
TOLD_AS = "sheet"
MOST_PEOPLE = 100_000_000
UNIFIED = ("personnel", "finance", "assets", "operations", "catalogue", "distribution")
PHARMACY = ("drug_catalogue", "pharmacy_service", "use_monitoring", "drug_purchase", "drug_stock")
HEAD = (
    Field("name", "text"),
    Field("people", "count", True, most=MOST_PEOPLE),
    Field("standard", "money"),
    Field("growth", "ratio"),
)
SETTLED = (
    Field("payment_method", "choice", True, "payment_method"),
    Field("units", "quantity", True),
    Field("service", "choice", choices="service"),
    Field("hospital_level", "choice", choices="hospital_level"),
)
FUND = (
    Field("scheme", "choice", True, "scheme"),
    Field("heads", "list", of=HEAD, most=50),
    Field("spending_change", "choice", choices="spending_change"),
    Field("agreed", "fund_money"),
    Field("other_budgets", "fund_money"),
    Field("prepays", "flag"),
    Field("month", "list", of=SETTLED, most=50),
    Field("earned", "fund_money"),
    Field("outside", "fund_money"),
    *(Field(cause, "fund_money") for cause in CAUSES),
    Field("major_change", "flag"),
    Field("receivable", "fund_money"),
)
FIELDS = (
    *ENVELOPE,
    Field("unified", "record", of=tuple(Field(f"unified_{name}", "flag") for name in UNIFIED)),
    Field("funds", "list", of=FUND, least=0, most=2),
    Field(
        "grassroots",
        "record",
        of=(Field("payment_method", "choice", choices="payment_method"), Field("listed", "count", most=1_000_000)),
    ),
    Field("procured_by", "choice_list", choices="procured_by"),
    Field(
        "indicators",
        "list",
        of=(
            Field("indicator", "choice", True, "indicator"),
            Field("part", "fund_money", True),
            Field("whole", "fund_money", True),
        ),
        least=0,
        most=20,
    ),
    Field(
        "watched_items",
        "list",
        of=(Field("watched", "choice", True, "watched"), Field("found", "ratio", True)),
        least=0,
        most=20,
    ),
    Field("pharmacy", "record", of=tuple(Field(f"pharmacy_{name}", "flag") for name in PHARMACY)),
    Field("local_policy", "record", of=(Field("drawn_up", "day"), Field("local_rule_differs", "flag"))),
)
KEYS = keys_of(FIELDS)
ASKED = ("unified", "funds", "grassroots", "procured_by", "indicators", "watched_items", "pharmacy", "local_policy")


def check(inputs: dict, checker: Checker) -> None:
    """Problems between fields: something must be asked, each fund once, a year-end from what was earned, no rate of
    nothing."""
    if not any(inputs.get(name) for name in ASKED):
        checker.problem("funds", "nothing_asked")
    seen = set()
    for number, fund in enumerate(inputs.get("funds", [])):
        at = f"funds[{number}]"
        if fund.get("scheme") is not None and fund["scheme"] in seen:
            checker.problem(f"{at}.scheme", "fund_twice")
        seen.add(fund.get("scheme"))
        for place, head in enumerate(fund.get("heads", [])):
            _check_head(head, f"{at}.heads[{place}]", checker)
        for name in (*CAUSES, "receivable", "outside"):
            if fund.get(name) is not None and fund.get("earned") is None:
                checker.problem(f"{at}.earned", "needed_with", name=_label(name, checker))
                break
    for number, rate in enumerate(inputs.get("indicators", [])):
        if rate.get("whole") and fen(rate["whole"]) == 0:
            checker.problem(f"indicators[{number}].whole", "nothing_to_divide_by")


def _check_head(head: dict, at: str, checker: Checker) -> None:
    """What one kind of people brings of its own lies within the bounds of the local value that it stands for."""
    if head.get("standard"):
        checker.literal("budget.per_head_standard", f"{head['standard']}元", f"{at}.standard")
    if head.get("growth"):
        checker.literal("budget.requested_growth", head["growth"], f"{at}.growth")


def days(inputs: dict) -> list[str]:
    """The days whose policy is asked for."""
    return [inputs["date"]]


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    answers = [settle(part, inputs, book, working) for part in community_parts(inputs)]
    funds = [(f"funds[{number}]", fund) for number, fund in enumerate(inputs.get("funds", []))]
    budgets: dict[str, Earlier] = {}
    for at, fund in funds:
        formed = settle(budget_part(at, fund), inputs, book, working)
        budget = Earlier(formed, f"{fund['scheme']}.budget")
        budgets[fund["scheme"]] = budget
        parts = [regional_part(at, fund, budget), prepayment_part(at, fund, budget), month_part(at, fund)]
        answers += [formed, *(settle(part, inputs, book, working) for part in parts)]
    answers += [settle(part, inputs, book, working) for part in year_parts(funds, budgets, inputs, book)]
    return joined(answers)


def _label(name: str, checker: Checker) -> tuple[str, str]:
    words = checker.book.words["county-budget"]["fields"][name]
    return words["zh"], words["en"]
