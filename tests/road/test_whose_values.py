"""What a document leaves open for some people may stand beside what it states for others, not for the same ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.road.texts import read_text
from tests.notice import ID, its_text, with_the_notice
from tests.policy import findings_of

STATED = "  - {concept: assistance.cap, value: 5万元, quote: cap}\n"
OPEN = "  - {concept: assistance.cap, state: not_stated, searched: {clauses: all, looked_for: [封顶]}}\n"
FIRST, SECOND, ALL = "3a", "3b", "3c"  # whose rules are for some people, for others, and no rules


def put(text: str, clause: str, value: str) -> str:
    """The notice with one more value in a provision."""
    before, begins, behind = text.partition(f"- id: {clause}\n")
    return before + begins + behind.replace("  values:\n", f"  values:\n{value}", 1)


@pytest.mark.parametrize(
    ("stated_in", "open_in", "contradicts"),
    [(FIRST, SECOND, False), (FIRST, FIRST, True), (ALL, SECOND, True), (FIRST, ALL, True)],
)
def test_a_value_is_not_both_stated_and_left_open_for_the_same_people(
    tmp_path: Path, stated_in: str, open_in: str, contradicts: bool
) -> None:
    data = with_the_notice(tmp_path)
    path = data / f"documents/{ID}.yaml"
    text = put(put(path.read_text("utf-8").replace(STATED, ""), stated_in, STATED), open_in, OPEN)
    path.write_text(text, "utf-8")
    told = [finding for finding in findings_of(data) if "assistance.cap called not stated" in finding]
    assert len(told) == contradicts


@pytest.mark.parametrize(("filler", "refused"), [("", False), ("各有关单位要认真组织实施" * 12, True)])
def test_quotes_may_be_many_where_they_carry_little_but_figures(tmp_path: Path, filler: str, refused: bool) -> None:
    data = with_the_notice(tmp_path)
    path = data / f"documents/{ID}.yaml"
    parts = [filler[start : start + 48] for start in range(0, len(filler), 48)]
    more = "".join(f"    more{number}: {part}\n" for number, part in enumerate(parts))
    path.write_text(path.read_text("utf-8").replace("    number: 清", f"{more}    number: 清", 1), "utf-8")
    text = its_text()[ID].text + filler
    told = [one for one in findings_of(data, {ID: read_text(text)}) if "characters together" in one and ID in one]
    assert [("warning" not in one) for one in told] == [refused]
