"""What each kind of rule holds against what: the two sides of its borders, named as printed steps name them."""

from __future__ import annotations

from typing import NamedTuple

FEN, RATIO, ONE = "fen", "ratio", "one"
LEAST = {FEN: "0.01", RATIO: "0.01%", ONE: "1"}  # the least step of a kind of figure, as printed
BELOW, EXACTLY, ABOVE = "just below", "exactly", "just above"
POSITIONS = (BELOW, EXACTLY, ABOVE)


class Border(NamedTuple):
    """A border of a kind of rule.

    In a step of one of ``steps`` the formula ``left`` is held against ``right``; a name that the step does not print
    is nothing. ``term``: the border is there only where the rule takes this value and it is not stated to be none.
    ``of_layer``: the step may be another rule's, of the same layer and episode, whose terms this one changes.
    ``set_to``: the border is there only where the rule is set so, as (setting, option); ``exact_unless``: with this
    setting no figure that a source can print lies exactly on it.
    """

    name: str
    steps: tuple[str, ...]
    left: str
    right: str
    unit: str = FEN
    term: str | None = None
    of_layer: bool = False
    positions: tuple[str, ...] = POSITIONS
    set_to: tuple[str, str] | None = None
    exact_unless: tuple[str, str] | None = None


OVER = ("over", "over_again", "over_whole")
RATIOS = ("ratio_only", "ratio1", "ratio2", "ratio3")
BURDEN = "earlier + burden"
GROWN = "rounded(previous * (1 + income_growth))"
GAP = (("decided",), "higher - lower", "gap")
CAP = Border("cap", ("paid_capped", "capped"), "due", "cap - paid_so_far", term="cap")
LIMIT = Border("limit", ("paid_limit", "paid_limit_capped"), "due", "limit - paid_under_it", term="limit")

SIDES: dict[str, tuple[Border, ...]] = {
    "excess_share": (Border("threshold", OVER, BURDEN, "threshold"), CAP, LIMIT),
    "fixed_sum": (Border("bill", ("paid_fixed", "paid_fixed_capped"), "left", "fixed"),),
    "slices": (
        Border("threshold", OVER, BURDEN, "threshold"),
        Border("edge of a slice", OVER, BURDEN, "edge"),
        CAP,
    ),
    "tilt": (
        Border("lowered threshold", OVER, BURDEN, "threshold", term="cut", of_layer=True),
        Border("lowered threshold", OVER, BURDEN, "threshold", term="lowered", of_layer=True),
        Border("no threshold", OVER, BURDEN, "threshold", term="threshold", of_layer=True, positions=POSITIONS[1:]),
        Border("the whole", RATIOS, "raised", "1", RATIO, term="add", exact_unless=("adds_as", "relative")),
    ),
    "line_of_income": (Border("line", OVER, BURDEN, "threshold", of_layer=True),),
    "same_proportion": (Border("no fall", (*RATIOS, "factor", "points"), "reduced", "normal", RATIO),),
    "deductible_relief": (Border("nothing left", ("relief_standards", "relief_borne"), "threshold", "below + borne"),),
    "fixed_amount": (Border("the whole", ("subsidy",), "fixed", "amount"),),
    "budget_growth": (
        Border("growth cap", ("next_standard",), "growth", "income_growth", RATIO, set_to=("caps", "per_head")),
        Border("growth cap", ("capped_total",), "total", GROWN, set_to=("caps", "total")),
    ),
    "budget_floor": (Border("year before", ("floor", "head_floor"), "total + next_standard", "previous"),),
    "within_total": (Border("bound", ("beyond",), "own + others", "bound"),),
    "balance": (Border("budget", ("surplus", "overspend"), "used", "budget"),),
    "surplus_retention": (Border("the whole", ("retained",), "retention * coefficient", "1", RATIO),),
    "overspend_sharing": (Border("the whole", ("fund_shares",), "share * coefficient", "1", RATIO),),
    "write_off": (Border("receivables", ("receivable_left",), "loss", "receivable"),),
    "at_least": (Border("least", ("lacking",), "found", "least", ONE),),
    "warning_line": (Border("line", ("line_reached", "line_not_reached"), "found", "line", RATIO),),
    "ratio_gap": (
        Border("gap", *GAP, RATIO, positions=POSITIONS[1:], set_to=("side", "kept")),
        Border("gap", *GAP, RATIO, positions=POSITIONS[:1], set_to=("side", "too_small")),
    ),
    "often_enough": (Border("least", ("enough", "short"), "done", "due", ONE),),
    "free_months": (Border("last day", ("free_until",), "discharged", "until", ONE),),
    "first_year": (Border("first year", ("before_first_year", "in_time"), "year", "first", ONE),),
}
