"""Every calculator as a visitor meets it: its first case filled in, calculated, shown; served and from the zip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calculator.families import FAMILIES
from tests.conftest import Built, OpenPage
from tests.pages.looks import fill_in_the_first_case
from tests.site.cases import tried_case


@pytest.mark.parametrize("name", list(FAMILIES))
def test_the_first_case_gives_what_the_command_line_gives(
    open_page: OpenPage, site_address: str, built: Built, tmp_path: Path, name: str
) -> None:
    """What the form sends is the case, so the downloaded result is what the command line prints for it."""
    language = "zh" if site_address.startswith("http") else "en"
    page = open_page(f"{language}/calculators/{name}.html")
    fill_in_the_first_case(page)
    assert page.locator(".answer").inner_text()
    with page.expect_download() as waiting:
        page.locator('a[download$=".json"]').click()
    waiting.value.save_as(tmp_path / "result.json")
    printed = built.run("-m", "calculator", name, stdin=json.dumps(tried_case(name)))
    assert printed.returncode == 0, printed.stdout
    assert (tmp_path / "result.json").read_text("utf-8") + "\n" == printed.stdout
