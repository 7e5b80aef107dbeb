"""Limits by a key that only the data know, fixed sums and numbers of times: outpatient care for named diseases,
deliveries and a yearly fee, added to the invented notice from data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calculator import explain, run, schema
from calculator.inputs import InputProblems
from calculator.rulebook import Rulebook
from tests.notice import ID, with_the_notice
from tests.policy import compiled, findings_of, loaded

CARE = "  - {id: chronic, zh: 门诊慢特病, en: outpatient chronic and special diseases}\n"
MORE_CARE = """\
  - {id: maternity, zh: 住院分娩, en: delivery}
  - {id: family_doctor, zh: 家庭医生签约, en: family doctor service}
"""
DISEASES = """
  - {id: gout, zh: 痛风, en: gout}
  - {id: lupus, zh: 红斑狼疮, en: lupus}
  - {id: uremia, zh: 尿毒症, en: uremia}
"""
KEYS = f"""
- id: diseases
  zh: 已认定的病种
  en: diseases recognised
  asked: {{of: person, several: true, help: {{zh: 认定了几种就选几种。, en: As many as are recognised.}}}}
  values:{DISEASES}
- id: treated
  zh: 这次看的病种
  en: disease treated
  asked: {{of: episode}}
  values:{DISEASES}
- id: delivery
  zh: 分娩方式
  en: kind of delivery
  asked: {{of: episode}}
  values:
  - {{id: natural, zh: 顺产, en: natural}}
  - {{id: caesarean, zh: 剖宫产, en: caesarean}}
"""
CONCEPTS = """
- {id: special.ratio, kind: ratio, least: 0%, most: 100%, zh: 门诊慢特病比例, en: ratio for named diseases}
- {id: special.limit, kind: money, by: [BY], per: medical_year, least: 0元, most: 1万元, zh: 限额, en: limit}
- {id: special.added, kind: money, least: 0元, most: 1万元, zh: 增加的限额, en: what a further disease adds}
- {id: birth.sum, kind: money, by: [delivery], least: 0元, most: 1万元, zh: 分娩定额, en: sum for a delivery}
- {id: doctor.sum, kind: money, least: 0元, most: 1万元, zh: 签约费定额, en: sum towards the fee}
- {id: doctor.times, kind: count, least: 0次, most: 12次, zh: 一年几次, en: times a year}
"""
VALUES = """\
  values:
  - {concept: special.ratio, value: 60%, quote: line}
  - {concept: special.limit, keys: {BY: gout}, value: 1000元, quote: line}
  - {concept: special.limit, keys: {BY: lupus}, value: 3000元, quote: line}
  - {concept: special.added, value: 500元, quote: line}
  - {concept: birth.sum, keys: {delivery: natural}, value: 1500元, quote: line}
  - {concept: birth.sum, keys: {delivery: caesarean}, value: 2500元, quote: line}
  - {concept: doctor.sum, value: 70元, quote: line}
  - {concept: doctor.times, value: 2次, quote: line}
"""
RULES = """\
  rules:
  - id: T-1
    use: excess_share
    layer: basic
    when: {care: [chronic]}
    base: {costs: in_policy}
    with: {ratio: special.ratio, limit: special.limit, added: special.added, cap: basic.cap}
    how: {period: year, limits: highest, added_for: each}
  - id: T-2
    use: fixed_sum
    layer: basic
    when: {care: [maternity]}
    base: {costs: in_policy}
    with: {fixed: birth.sum, cap: basic.cap}
  - id: T-3
    use: fixed_sum
    layer: basic
    when: {care: [family_doctor]}
    base: {costs: in_policy}
    with: {fixed: doctor.sum, times: doctor.times}
"""


def with_limits(folder: Path, by: str = "diseases") -> Path:
    """The data with the notice, to which limits by disease, sums for deliveries and a yearly fee have been added."""
    data = with_the_notice(folder)
    path = data / "concepts.yaml"
    known = path.read_text("utf-8").replace(CARE, CARE + MORE_CARE).replace("\nconcepts:\n", f"{KEYS}\nconcepts:\n")
    path.write_text(known + CONCEPTS.replace("BY", by), "utf-8")
    path = data / f"documents/{ID}.yaml"
    head, behind, rest = path.read_text("utf-8").partition("- id: 2a\n")
    path.write_text(head.replace("  values:\n", VALUES.replace("BY", by), 1) + RULES + behind + rest, "utf-8")
    return data


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return compiled(loaded(with_limits(tmp_path_factory.mktemp("several"))))


@pytest.fixture(scope="module")
def by_visit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same, with limits looked up by the disease that a visit is for."""
    return compiled(loaded(with_limits(tmp_path_factory.mktemp("visit"), by="treated")))


@pytest.fixture(scope="module")
def book(data: dict[str, Any]) -> Rulebook:
    return Rulebook(data)


def read_so(data: dict[str, Any], **how: str) -> Rulebook:
    """The rulebook in which the rule of the limit has other settings."""
    rules = [{**rule, "how": {**rule["how"], **how}} if rule["id"] == "T-1" else rule for rule in data["rules"]]
    return Rulebook({**data, "rules": rules})


def told(book: Rulebook, *visits: dict[str, str], care: str = "chronic", **person: Any) -> dict[str, Any]:
    """The result for such visits, one each month; nothing but basic insurance pays."""
    others = {"critical_illness": "0", "assistance": "0"}
    episodes = [
        {"id": f"v{n}", "care": care, "admitted": f"2026-{n + 6:02}-01", "out_of_policy": "0", "paid": others} | visit
        for n, visit in enumerate(visits, 1)
    ]
    values = {"basic.cap": "20万元"} | person.pop("values", {})
    return run(
        "reimbursement",
        {"place": "990100", "date": "2026-12-31", "episodes": episodes, "values": values, **person},
        book,
    )


def basic(result: dict[str, Any]) -> list[Any]:
    """What basic insurance pays for each visit, or the bounds of it."""
    of_visits = [one for one in result["results"] if one["id"].startswith("v") and one["id"].endswith(".basic")]
    return [one.get("between", one["value"]) for one in of_visits]


def bills(*totals: str) -> list[dict[str, str]]:
    return [{"total": total} for total in totals]


def test_one_disease_has_its_own_limit(book: Rulebook) -> None:
    assert basic(told(book, *bills("1000", "1000"), diseases=["gout"])) == ["600.00", "400.00"]
    assert basic(told(book, *bills("1000", "1000"), diseases=["lupus"])) == ["600.00", "600.00"]


@pytest.mark.parametrize(
    ("limits", "added", "limit"),
    # gout 1,000, lupus 3,000, and 500 for a further one
    [("highest", "each", "3500.00"), ("sum", "each", "4500.00"), ("highest", "once", "3500.00")],
)
def test_two_diseases_have_the_highest_limit_or_both_and_something_more(
    data: dict[str, Any], limits: str, added: str, limit: str
) -> None:
    book = read_so(data, limits=limits, added_for=added)
    assert basic(told(book, *bills("100000"), diseases=["gout", "lupus"])) == [limit]


@pytest.mark.parametrize(("added", "limit"), [("each", "4000.00"), ("once", "3500.00")])
def test_a_third_disease_adds_again_or_not(data: dict[str, Any], added: str, limit: str) -> None:
    book = read_so(data, added_for=added)
    values = {"special.limit": [{"diseases": "uremia", "value": "2000元"}]}
    found = told(book, *bills("100000"), diseases=["gout", "lupus", "uremia"], values=values)
    assert basic(found) == [limit]
    (step,) = [one for one in found["steps"] if one["kind"] == "limit_of_several"]
    assert (step["value"], step["operands"]["limit3"]) == (limit, "2000.00")


def test_a_disease_whose_limit_nobody_states_leaves_bounds_and_is_asked_for(book: Rulebook) -> None:
    found = told(book, *bills("100000"), diseases=["gout", "uremia"])
    assert basic(found) == [["1500.00", "10500.00"]]  # uremia's limit lies between 0 and 10,000; 500 more
    gap = next(one for one in found["missing"] if one["concept"] == "special.limit")
    assert (gap["keys"], gap["matters"]) == ({"diseases": "uremia"}, True)


def test_nobody_says_which_diseases_and_the_payment_lies_between(book: Rulebook) -> None:
    found = told(book, *bills("100000"))
    assert basic(found) == [["0.00", "10000.00"]]
    assert next(one for one in found["missing"] if one["concept"] == "special.limit")["untold"] == ["diseases"]


def test_its_own_limit_holds_within_the_cap_that_other_care_uses_up(book: Rulebook) -> None:
    found = told(book, *bills("5000"), diseases=["lupus"], values={"basic.cap": "2000元"})
    assert basic(found) == ["2000.00"]


@pytest.mark.parametrize("period", ["year", "stay"])
def test_a_limit_by_the_disease_of_the_visit_holds_what_was_paid_for_that_disease(
    by_visit: dict[str, Any], period: str
) -> None:
    visits = [
        {"total": "2000", "treated": "gout"},  # 1,200, of which the limit holds 1,000
        {"total": "1000", "treated": "lupus"},  # 600, and nothing of what gout lost
        {"total": "1000", "treated": "gout"},
    ]
    assert basic(told(read_so(by_visit, period=period), *visits)) == ["1000.00", "600.00", "0.00"]


def test_the_disease_of_the_visit_is_asked_for_and_bounded_by_what_is_stated(by_visit: dict[str, Any]) -> None:
    values = {"special.limit": [{"treated": "uremia", "value": "2000元"}]}
    found = told(Rulebook(by_visit), *bills("100000"), values=values)
    assert basic(found) == [["1000.00", "3000.00"]]
    assert [one["field"] for one in found["missing"] if one.get("field")] == ["episodes[0].treated"]


def test_a_delivery_is_paid_a_sum_by_its_kind_and_no_more_than_it_cost(book: Rulebook) -> None:
    births = [{"total": "4000", "delivery": "caesarean"}, {"total": "1200", "delivery": "natural"}]
    found = told(book, *births, care="maternity")
    assert basic(found) == ["2500.00", "1200.00"]
    (step, _) = [one for one in found["steps"] if one["kind"] == "paid_fixed_capped"]
    assert step["operands"] == {"fixed": "2500.00", "left": "4000.00", "cap": "200000.00"}
    assert "超" not in explain(found, "zh", book)["working"][0]["sentence"]


def test_a_delivery_of_which_nobody_says_the_kind_lies_between_the_sums(book: Rulebook) -> None:
    assert basic(told(book, *bills("4000"), care="maternity")) == [["1500.00", "2500.00"]]


def test_a_fee_is_paid_as_often_as_is_stated(book: Rulebook) -> None:
    found = told(book, *bills("120", "120", "120"), care="family_doctor")
    assert basic(found) == ["70.00", "70.00", "0.00"]
    (step,) = [one for one in found["steps"] if one["kind"] == "times_used"]
    assert step["operands"] == {"times": "2", "times_before": "2"}


def test_its_form_asks_for_the_new_keys(book: Rulebook) -> None:
    fields = {field["name"]: field for field in schema("reimbursement", book)["fields"]}
    assert fields["diseases"]["kind"] == "choice_list"
    assert fields["diseases"]["help_en"] == "As many as are recognised."
    items = {field["name"]: field for field in fields["episodes"]["of"]}
    assert [choice["id"] for choice in items["delivery"]["choices"]] == ["natural", "caesarean"]
    with pytest.raises(InputProblems) as refused:
        told(book, {"total": "1", "delivery": "ceasarean"}, care="maternity")
    assert "caesarean" in refused.value.problems[0]["en"]


def test_every_explanation_has_its_words(book: Rulebook) -> None:
    for found in (
        told(book, *bills("9000", "900"), diseases=["gout", "lupus"]),
        told(book, *bills("120", "120", "120"), care="family_doctor"),
    ):
        for lang in ("zh", "en"):
            assert all(step["sentence"] for step in explain(found, lang, book)["working"])


WRONG = (
    ("asked: {of: person, several: true", "asked: {of: episode, several: true", "several answers of diseases at once"),
    ("- id: delivery\n", "- id: deliverys\n", '"delivery"; expected a key (did you mean "deliverys"?)'),
    ("with: {ratio: special.ratio, limit: special.limit", "with: {ratio: special.ratio", '"added" without a "limit"'),
    ("kind: ratio, least: 0%, most: 100%, zh: 门诊慢特", "kind: ratio, by: [diseases], least: 0%, most: 100%, zh: 门诊",
     'looked up by "diseases", of which several answers may hold'),
    ("limits: highest", "limits: higest", '"higest"'),
    ("with: {fixed: birth.sum, ", "with: {", 'no "fixed" in the rule T-2'),
    ("fixed: doctor.sum, times", "fixed: doctor.sum, time", 'a value that fixed_sum takes: fixed, cap, times'),
)  # fmt: skip


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    data = with_limits(tmp_path)
    concepts, document = data / "concepts.yaml", data / f"documents/{ID}.yaml"
    for path in (concepts, document):
        text = path.read_text("utf-8")
        for wrong, right, _ in WRONG:
            text = text.replace(wrong, right, 1)
        path.write_text(text, "utf-8")
    found = findings_of(data)
    assert [said for _, _, said in WRONG if not any(said in one for one in found)] == []
