"""What must hold for any bill: payers add up, nobody pays too much, splitting and listing change nothing."""

from __future__ import annotations

import copy
import itertools
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import run
from calculator.families.reimbursement import LAYERS
from calculator.money import fen, yuan
from calculator.rulebook import Rulebook
from tests.calculator.arithmetic import evaluate, number

PLACES = {"341500": "2025", "370830": "2020", "430300": "2022"}
GROUPS = ("tekun", "dibao", "anti_relapse_monitored", "relapsed", "registered_poor")
UNITS = st.integers(0, 400_000_00)
OF_AN_EPISODE = ("compliant", "continues", "same_disease", "in_community", "emergency", "one_stop")
OF_THE_PERSON = ("assistance_approved", "poverty_risk", "tilted_approved", "applied")


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    place = draw(st.sampled_from(sorted(PLACES)))
    year = PLACES[place]
    episodes = []
    for number_ in range(draw(st.integers(1, 3))):
        total = draw(UNITS)
        out_of_policy = draw(st.integers(0, total))
        destination = draw(st.sampled_from(["local", "city_owned", "other_city", "other_province"]))
        episodes.append(
            {
                "id": f"e{number_}",
                "care": draw(st.sampled_from(["inpatient", "chronic"])),
                "admitted": f"{year}-{draw(st.integers(1, 12)):02d}-{draw(st.integers(1, 28)):02d}",
                "total": yuan(total),
                "out_of_policy": yuan(out_of_policy),
                "hospital_level": draw(st.sampled_from(["township", "county", "city", "province"])),
                "destination": destination,
                "mode": draw(st.sampled_from(["advised", "other"])),
                "sequence": number_,
                "from_level": draw(st.sampled_from(["township", "county", "city"])),
                "irregular": yuan(draw(st.integers(0, max(0, total - out_of_policy)))),
                **{fact: draw(st.sampled_from(["yes", "no"])) for fact in OF_AN_EPISODE},
                "paid": {"institution": "0.00", "commercial": "0.00"} if place == "370830" else {},
            }
        )
    groups = draw(st.lists(st.sampled_from(GROUPS), unique=True))
    request = {"place": place, "date": f"{year}-12-31", "groups": groups, "profile": "example", "episodes": episodes}
    if draw(st.booleans()):
        request["recognised_on"] = f"{year}-{draw(st.integers(1, 12)):02d}-01"
    return request | {fact: draw(st.sampled_from(["yes", "no"])) for fact in OF_THE_PERSON}


def amounts(result: dict[str, Any]) -> dict[str, int]:
    return {one["id"]: fen(one["value"]) for one in result["results"] if one["unit"] == "yuan"}


@settings(max_examples=300, deadline=None)
@given(request=requests())
def test_payers_add_up_to_the_bill_and_none_pays_more_than_is_left_to_it(
    book: Rulebook, request: dict[str, Any]
) -> None:
    found = amounts(run("reimbursement", request, book))
    for episode in request["episodes"]:
        left = fen(episode["total"]) - fen(episode["out_of_policy"])
        for layer in LAYERS[:-1]:  # free treatment, the last, is of the whole bill
            assert 0 <= found.get(f"{episode['id']}.{layer}", 0) <= left
            left -= found.get(f"{episode['id']}.{layer}", 0)
    for whom in [episode["id"] for episode in request["episodes"]] + ["year"]:
        bill = sum(fen(e["total"]) for e in request["episodes"] if whom in (e["id"], "year"))
        parts = [found.get(f"{whom}.{layer}", 0) for layer in (*LAYERS, "patient")]
        assert sum(parts) == bill
        assert min(parts) >= 0


@settings(max_examples=200, deadline=None)
@given(request=requests(), shuffled=st.randoms())
def test_the_order_in_which_episodes_are_listed_does_not_matter(
    book: Rulebook, request: dict[str, Any], shuffled: Any
) -> None:
    listed = list(request["episodes"])
    shuffled.shuffle(listed)
    assert amounts(run("reimbursement", request, book)) == amounts(
        run("reimbursement", {**request, "episodes": listed}, book)
    )


@settings(max_examples=200, deadline=None)
@given(request=requests())
def test_every_printed_formula_gives_its_printed_value(book: Rulebook, request: dict[str, Any]) -> None:
    for step in run("reimbursement", request, book)["steps"]:
        if step["applied"] and step["formula"]:
            assert evaluate(step["formula"], step["operands"]) == number(step["value"]), step


@settings(max_examples=200, deadline=None)
@given(burden=st.integers(0, 60_000_00), cuts=st.lists(st.integers(0, 60_000_00), max_size=4))
def test_splitting_a_year_into_settlements_does_not_change_its_re_assistance(
    book: Rulebook, burden: int, cuts: list[int]
) -> None:
    edges = sorted({0, burden, *(cut for cut in cuts if cut < burden)})
    parts = [later - earlier for earlier, later in itertools.pairwise(edges)] or [0]
    nothing = dict.fromkeys(("basic", "critical_illness", "assistance", "institution", "commercial"), "0.00")

    def year(stays: list[int]) -> int:
        episodes = [
            {
                "id": f"e{n}", "care": "inpatient", "admitted": "2020-05-01", "sequence": n,
                "total": yuan(stay), "out_of_policy": "0.00", "paid": nothing,
            }
            for n, stay in enumerate(stays)
        ]  # fmt: skip
        request = {"place": "370830", "date": "2020-12-31", "groups": ["registered_poor"], "episodes": episodes}
        return amounts(run("reimbursement", request, book))["year.reassistance"]

    assert year(parts) == year([burden])


@settings(max_examples=100, deadline=None)
@given(request=requests(), of=st.integers(0, 2))
def test_one_more_fen_of_cost_lowers_what_the_person_pays_by_no_more_than_a_fen_a_payment(
    book: Rulebook, request: dict[str, Any], of: int
) -> None:
    dearer = copy.deepcopy(request)
    episode = dearer["episodes"][of % len(dearer["episodes"])]
    episode["total"] = yuan(fen(episode["total"]) + 1)
    before, after = (amounts(run("reimbursement", ask, book)) for ask in (request, dearer))
    ids = [episode["id"] for episode in request["episodes"]]
    payments = sum(after.get(f"{name}.{layer}", 0) > 0 for name in ids for layer in LAYERS)
    assert after["year.patient"] >= before["year.patient"] - payments


@settings(max_examples=100, deadline=None)
@given(
    burdens=st.lists(st.integers(0, 80_000_00), min_size=1, max_size=5),
    case=st.sampled_from(
        [("430300", "dibao", "local"), ("341500", "tekun", "local"), ("341500", "tekun", "other_city")]
    ),
    reading=st.sampled_from([{}, {"A1": "points"}, {"A23": "whole_burden"}, {"A25": "year_end"}]),
)
def test_the_same_burdens_in_more_settlements_give_the_same_critical_illness_total(
    book: Rulebook, burdens: list[int], case: tuple[str, str, str], reading: dict[str, str]
) -> None:
    place, group, destination = case
    nothing = dict.fromkeys(("basic", "assistance", "tilted_assistance"), "0.00")

    def year(stays: list[int]) -> int:
        episodes = [
            {
                "id": f"e{n}", "care": "inpatient", "admitted": f"{PLACES[place]}-05-01", "sequence": n,
                "total": yuan(stay), "out_of_policy": "0.00", "paid": nothing, "hospital_level": "city",
                "destination": destination, "mode": "advised",
            }
            for n, stay in enumerate(stays)
        ]  # fmt: skip
        request = {"place": place, "date": f"{PLACES[place]}-12-31", "groups": [group], "profile": "example"}
        answer = run("reimbursement", {**request, "readings": reading, "episodes": episodes}, book)
        return amounts(answer)["year.critical_illness"]

    assert year(burdens) == year([sum(burdens)])


def test_by_the_stay_a_burden_that_is_split_brings_less_re_assistance(book: Rulebook) -> None:
    """Reading A21 otherwise: its page says so."""
    nothing = dict.fromkeys(("basic", "critical_illness", "assistance", "institution", "commercial"), "0.00")
    stays = [
        {
            "id": f"e{n}", "care": "inpatient", "admitted": f"2020-0{n + 1}-01", "total": "8000.00",
            "out_of_policy": "0.00", "paid": nothing,
        }
        for n in range(2)
    ]  # fmt: skip
    request = {"place": "370830", "date": "2020-12-31", "groups": ["registered_poor"], "readings": {"A21": "stay"}}
    split, whole = (
        amounts(run("reimbursement", {**request, "episodes": episodes}, book))["year.reassistance"]
        for episodes in (stays, [{**stays[0], "total": "16000.00"}])
    )
    assert (split, whole) == (2 * 2100_00, 7700_00)  # 70% of 3,000 yuan twice; 70% of 11,000 yuan


@settings(max_examples=100, deadline=None)
@given(request=requests(), group=st.sampled_from(["registered_poor", "targeted_poverty"]))
def test_wenshangs_tilt_never_raises_what_the_person_pays_by_more_than_a_fen_a_payment(
    book: Rulebook, request: dict[str, Any], group: str
) -> None:
    request = {**request, "place": "370830", "date": "2020-12-31", "groups": []}
    for episode in request["episodes"]:
        episode["admitted"] = "2020" + episode["admitted"][4:]
        episode["paid"] = {"institution": "0.00", "commercial": "0.00"}
    request.pop("recognised_on", None)
    plain, tilted = (amounts(run("reimbursement", {**request, "groups": groups}, book)) for groups in ([], [group]))
    ids = [episode["id"] for episode in request["episodes"]]
    payments = sum(tilted.get(f"{name}.{layer}", 0) > 0 for name in ids for layer in LAYERS)
    assert tilted["year.patient"] <= plain["year.patient"] + payments


@settings(max_examples=200, deadline=None)
@given(request=requests(), group=st.sampled_from(["tekun", "dibao", "relapsed"]))
def test_a_tilt_never_raises_what_the_person_pays_by_more_than_a_fen_a_payment(
    book: Rulebook, request: dict[str, Any], group: str
) -> None:
    request = {**request, "place": "430300", "date": "2022-12-31", "groups": ["anti_relapse_monitored"]}
    for episode in request["episodes"]:
        episode["admitted"] = "2022" + episode["admitted"][4:]
    if "recognised_on" in request:
        request["recognised_on"] = "2022" + request["recognised_on"][4:]
    plain = amounts(run("reimbursement", request, book))["year.patient"]
    tilted = amounts(run("reimbursement", {**request, "groups": [group]}, book))["year.patient"]
    assert tilted <= plain + 3 * len(request["episodes"])


@settings(max_examples=20, deadline=None)
@given(request=requests())
def test_bounds_without_local_values_hold_the_result_with_them(book: Rulebook, request: dict[str, Any]) -> None:
    exact = amounts(run("reimbursement", request, book))
    for amount in run("reimbursement", {**request, "profile": None}, book)["results"]:
        low, high = amount.get("between") or (amount["value"], amount["value"])
        if amount["id"] in exact:
            assert Fraction(low) <= Fraction(exact[amount["id"]], 100) <= Fraction(high)
