"""The round of local values: from the page of values by a table into the calculator, and out again as a file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import OpenPage
from tests.pages.looks import CALCULATOR


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_downloaded_table_is_filled_in_and_loaded(open_page: OpenPage, tmp_path: Path, encoding: str) -> None:
    page = open_page("zh/values.html")
    with page.expect_download() as waiting:
        page.locator("a[href='values.csv']").click()
    offered = tmp_path / "values.csv"
    waiting.value.save_as(offered)
    rows = list(csv.DictReader(io.StringIO(offered.read_text("utf-8-sig"))))
    (row,) = [one for one in rows if one["concept"] == "basic.cap"][:1]
    row["value"] = "20万元"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    filled = tmp_path / "filled.csv"
    filled.write_bytes(out.getvalue().encode(encoding))

    page.goto(page.url.replace("values.html", CALCULATOR))
    page.locator(".local > summary").click()
    page.locator("#table-file").set_input_files(filled)
    page.get_by_text("已载入 1 个数值").wait_for()
    assert "20万元" in page.locator(".own__list").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="存成文件").click()
    saved = tmp_path / "saved.json"
    waiting.value.save_as(saved)
    kept = json.loads(saved.read_text("utf-8"))
    page.locator(".own__list button").click()
    page.locator("#table-file").set_input_files(saved)
    page.wait_for_function("() => document.querySelectorAll('.own__list li').length === 1")
    assert list(kept["values"]) == ["basic.cap"]


def test_lines_that_cannot_be_read_are_named(open_page: OpenPage, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("concept,keys,value\nbasic.cap,,a lot\n", "utf-8")
    page = open_page(f"en/{CALCULATOR}")
    page.locator(".local > summary").click()
    page.locator("#table-file").set_input_files(wrong)
    page.get_by_text("Line 2:").wait_for()
    assert not page.locator(".own").is_visible()
