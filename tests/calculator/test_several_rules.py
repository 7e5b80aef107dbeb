"""Where several rules could count: nearest place, better for the person, each value of a tilt by itself."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from calculator import explain, run
from calculator.rulebook import Rulebook
from tests.calculator.test_sixth_document import STAY, VALUES
from tests.policy import compiled, loaded
from tests.sixth import with_the_sixth


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return compiled(loaded(with_the_sixth(tmp_path_factory.mktemp("sixth"))))


def rule_of(data: dict[str, Any], name: str) -> dict[str, Any]:
    rule: dict[str, Any] = next(rule for rule in data["rules"] if rule["id"] == name)
    return rule


def value(concept: str, literal: Any, text: str) -> dict[str, Any]:
    return {
        "concept": concept, "keys": {}, "from": None, "until": None, "value": literal, "text": text,
        "approximate": False, "whose": "stated",
        "place": "990100", "document": "xinhe-2025", "under": [], "cite": {"clause": "xinhe-2025#3", "quotes": ["who"]},
    }  # fmt: skip


def with_rules(data: dict[str, Any], *rules: dict[str, Any]) -> Rulebook:
    return Rulebook({**copy.deepcopy(data), "rules": [*data["rules"], *rules]})


def ask(**more: Any) -> dict[str, Any]:
    person = {"place": "990102", "date": "2025-12-31", "groups": ["veterans_in_need"]}
    return {**person, "values": VALUES, "episodes": [STAY], **more}


def amounts(book: Rulebook, **more: Any) -> dict[str, str]:
    result = run("reimbursement", ask(**more), book)
    return {amount["id"]: amount["value"] for amount in result["results"]}


def test_two_tilts_of_one_person_keep_each_its_better_value(data: dict[str, Any]) -> None:
    half = [value("critical_illness.deductible_cut", [1, 2], "50%")]
    less = [value("critical_illness.ratio_add", [1, 50], "2%")]
    other = {**rule_of(data, "XH-2"), "id": "other", "own": {"cut": half, "add": less}}
    # burden 15500; the larger cut leaves 10000 * 50%, the larger addition stays 8 points: (15500 - 5000) * 68%
    assert amounts(with_rules(data, other))["one.critical_illness"] == "7140.00"


def test_a_further_addition_comes_on_top_of_the_best_one(data: dict[str, Any]) -> None:
    more = [value("critical_illness.ratio_add", [1, 50], "2%")]
    other = {
        **rule_of(data, "XH-2"), "id": "other",
        "with": {"further": "critical_illness.ratio_add"}, "own": {"further": more},
    }  # fmt: skip
    book = with_rules(data, other)
    assert amounts(book)["one.critical_illness"] == "5950.00"  # (15500 - 7000) * (60% + 8% + 2%)
    steps = run("reimbursement", ask(), book)["steps"]
    assert [step["formula"] for step in steps if step["id"] == "one.critical_illness.ratio_only"] == [
        "smaller((smaller(ratio + add, 1)) + further, 1)"
    ]


def test_a_status_counts_before_an_identity_is_recognised(data: dict[str, Any]) -> None:
    def paid(kind: str) -> str:
        group = {**data["groups"]["veterans_in_need"], "kind": kind}
        book = Rulebook({**data, "groups": {**data["groups"], "veterans_in_need": group}})
        return amounts(book, recognised_on="2025-06-01")["one.critical_illness"]

    assert paid("status") == "5780.00"  # (15500 - 7000) * (60% + 8%)
    assert paid("identity") == "3300.00"  # (15500 - 10000) * 60%


def test_of_two_caps_each_holds_what_is_paid_under_it_alone(data: dict[str, Any]) -> None:
    capped = {
        **rule_of(data, "basic-chronic"), "id": "capped", "document": "xinhe-2025", "place": "990102",
        "with": {"ratio": "chronic.ratio", "cap": "two_disease.cap"},
        "own": {
            "ratio": [value("chronic.ratio", [1, 2], "50%")], "cap": [value("two_disease.cap", 100000, "1000元")],
        },
    }  # fmt: skip
    visit = {"care": "chronic", "admitted": "2025-12-02", "total": "1600.00", "out_of_policy": "0.00"}
    visits = [{**visit, "id": "first"}, {**visit, "id": "second", "admitted": "2025-12-03"}]
    book = with_rules(data, capped)
    without_the_other = {name: given for name, given in VALUES.items() if name != "basic.cap"}
    for values in (VALUES, without_the_other):  # computed, and bounded
        found = amounts(book, episodes=[STAY, *visits], values=values)
        assert (found["first.basic"], found["second.basic"]) == ("800.00", "200.00")


def test_a_tilt_of_a_nearer_place_leaves_what_it_does_not_speak_of(data: dict[str, Any]) -> None:
    capped = {
        **rule_of(data, "XH-2"), "id": "county", "place": "990102", "with": {"cap": "critical_illness.cap"},
        "own": {"cap": [value("critical_illness.cap", 500000, "5000元")]},
    }  # fmt: skip
    assert amounts(with_rules(data, capped))["one.critical_illness"] == "5000.00"  # of 5780.00


def test_of_two_rules_that_could_pay_the_one_that_pays_more_is_taken(data: dict[str, Any]) -> None:
    own = {
        "threshold": [value("reassistance.threshold", 100000, "1000元")],
        "ratio": [value("reassistance.ratio", [1, 2], "50%")],
        "cap": [value("reassistance.cap", None, "none")],
    }
    lower_ratio_lower_line = {**rule_of(data, "XH-1"), "id": "other", "own": own}
    assert amounts(with_rules(data, lower_ratio_lower_line))["one.reassistance"] == "4360.00"  # (9720 - 1000) * 50%


def test_a_document_of_the_nation_stands_in_front_of_the_frame(data: dict[str, Any]) -> None:
    own = {"threshold": [], "ratio": [value("inpatient.ratio", [9, 10], "90%")], "cap": []}
    national = {
        **rule_of(data, "basic-inpatient"),
        "id": "national",
        "document": "xinhe-2025",
        "place": "100000",
        "own": own,
    }
    assert amounts(with_rules(data, national))["one.basic"] == "54000.00"  # (60500 - 500) * 90%


def test_a_rules_own_terms_reach_nobody_to_whom_it_does_not_apply(data: dict[str, Any]) -> None:
    lifted = {**value("critical_illness.cap", None, "none"), "under": [
        {"who": None, "when": {"care": ["chronic"]}, "from": None, "until": None}
    ]}  # fmt: skip
    book = Rulebook({**copy.deepcopy(data), "values": [*data["values"], lifted]})
    values = {**VALUES, "critical_illness.cap": "1000元"}
    assert (
        amounts(book, values={k: v for k, v in values.items() if k != "critical_illness.cap"})["one.critical_illness"]
        is None
    )
    assert amounts(book, values=values)["one.critical_illness"] == "1000.00"


def test_an_amount_that_rests_on_an_open_one_is_never_called_definite(data: dict[str, Any]) -> None:
    away = {**STAY, "destination": "other_province", "mode": "other"}
    ask = {
        "place": "990102",
        "date": "2025-12-31",
        "values": {k: v for k, v in VALUES.items() if k != "away.basic_ratio"},
    }
    result = run("reimbursement", {**ask, "groups": ["veterans_in_need"], "episodes": [away]}, Rulebook(data))
    found = {amount["id"]: amount for amount in result["results"]}
    assert found["one.critical_illness"]["value"] is None
    # at best all of the bill is left to it: (60500 - 7000) * 68%
    assert found["one.critical_illness"]["between"] == ["0.00", "36380.00"]
    assert [value["concept"] for value in result["missing"] if value["matters"]] == ["away.basic_ratio"]


def test_a_rule_that_stands_under_one_reading_says_so_under_the_other(data: dict[str, Any]) -> None:
    others = [rule for rule in data["rules"] if rule["id"] != "XH-1"]
    book = with_rules({**data, "rules": others}, {**rule_of(data, "XH-1"), "read": {"A21": "year"}})
    assert amounts(book)["one.reassistance"] == "1632.00"
    assert "one.reassistance" not in amounts(book, readings={"A21": "stay"})
    ask = {"place": "990102", "date": "2025-12-31", "groups": ["veterans_in_need"], "values": VALUES}
    result = run("reimbursement", {**ask, "readings": {"A21": "stay"}, "episodes": [STAY]}, book)
    assert "A21" in [reading["id"] for reading in result["readings"]]
    told = {step["id"]: step["sentence"] for step in explain(result, "en", book)["working"]}
    assert told["one.reassistance.XH-1"] == "This applies only under this reading: over the medical year."
