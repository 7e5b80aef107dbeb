"""The main road in another browser: home, a document, search, the calculator, over http and from the unzipped zip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.road.environment import firefox_program
from tests.conftest import Built
from tests.site.cases import worked_cases
from tests.site.firefox import Firefox, started


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with started(tmp_path_factory.mktemp("firefox")) as one:
        yield one


def follow_the_road(firefox: Firefox, site: str, built: Built) -> None:
    """What a reader does, step by step; each step is waited for, and at the end nobody may have complained."""
    firefox.open(f"{site}/index.html")
    firefox.until("/\\/(zh|en)\\/index\\.html$/.test(location.pathname) && document.querySelector('h1')")
    firefox.open(f"{site}/zh/index.html")
    firefox.click("#documents ~ ul a")
    firefox.until("location.pathname.includes('/documents/') && document.querySelector('.provision')")
    firefox.click(".restatement a.term")
    assert firefox.until("document.querySelector('.term-means')?.textContent")
    firefox.type(".search--header input", "起付线")
    assert firefox.until("document.querySelectorAll('.search--header a.hit').length")

    firefox.open(f"{site}/zh/groups.html#dibao")
    assert firefox.run("return document.getElementById('dibao').open")

    firefox.open(f"{site}/zh/calculators/reimbursement.html")
    firefox.click(".try button")
    firefox.click("form.ask button[type=submit]")
    assert firefox.until("document.querySelector('.result .answer')?.textContent")
    inputs = next(iter(worked_cases("reimbursement").values()))
    printed = built.run("-m", "calculator", "reimbursement", stdin=json.dumps(inputs))
    answer = firefox.run("return policyCalculator.runText('reimbursement', given[0])", inputs)
    assert f"{answer}\n" == printed.stdout
    # Material's own script looks for the anchor of an address that has none.
    own = [one for one in firefox.complaints(site) if "Empty string passed to getElementById" not in one]
    assert own == []


if firefox_program():  # the set-up installs it where the system has it; elsewhere Chromium alone is asked

    def test_the_main_road_in_firefox_from_a_server(firefox: Firefox, served: str, built: Built) -> None:
        follow_the_road(firefox, served, built)

    def test_the_main_road_in_firefox_from_the_unzipped_folder(firefox: Firefox, unzipped: Path, built: Built) -> None:
        follow_the_road(firefox, unzipped.as_uri(), built)
