"""The same core in the browser: served and from the unzipped zip, in both languages, to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.conftest import Built, opening
from tests.site.cases import worked_cases

LANGUAGES = ("zh", "en")
CALCULATOR = "calculators/reimbursement.html"
INPUTS = dict(list(worked_cases("reimbursement").items())[::9])  # each is a start of the command line, too
WRONG_INPUTS = {"place": "370830", "date": "2020-02-30", "episodes": [{"id": "one", "total": "-1"}]}


def ask(page: Page, expression: str, argument: object = None) -> object:
    """Evaluate in the page; an error comes back as what a reader and a page script would see of it."""
    return page.evaluate(
        f"""async (argument) => {{
            try {{ return await ({expression}); }}
            catch (error) {{
                return {{ name: error.name, message: error.message, problems: error.problems, kind: error.kind }};
            }}
        }}""",
        argument,
    )


@pytest.fixture(scope="module")
def printed(built: Built) -> dict[str, str]:
    """What the command line prints for each of the inputs."""
    done = {
        name: built.run("-m", "calculator", "reimbursement", stdin=json.dumps(inputs))
        for name, inputs in INPUTS.items()
    }
    assert [one.stdout + one.stderr for one in done.values() if one.returncode] == []
    return {name: one.stdout for name, one in done.items()}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(browser: Browser, site_address: str, language: str) -> Iterator[Page]:
    """The calculator's page, for all that asks its core and leaves the page as it was."""
    with opening(browser, site_address) as open_page:
        yield open_page(f"{language}/{CALCULATOR}")


def test_the_browser_answers_as_the_command_line_does(page: Page, printed: dict[str, str]) -> None:
    for name, inputs in INPUTS.items():
        answer = ask(page, "policyCalculator.runText('reimbursement', argument)", inputs)
        assert f"{answer}\n" == printed[name], name


def test_run_gives_the_same_result_as_an_object(page: Page) -> None:
    inputs = next(iter(INPUTS.values()))
    text = ask(page, "policyCalculator.runText('reimbursement', argument)", inputs)
    assert isinstance(text, str)
    assert ask(page, "policyCalculator.run('reimbursement', argument)", inputs) == json.loads(text)


def test_wrong_inputs_are_refused_field_by_field_in_the_language_of_the_page(
    page: Page, built: Built, language: str
) -> None:
    refused = ask(page, "policyCalculator.run('reimbursement', argument)", WRONG_INPUTS)
    printed = built.run("-m", "calculator", "reimbursement", stdin=json.dumps(WRONG_INPUTS))
    assert printed.returncode == 2
    assert isinstance(refused, dict)
    assert refused["name"] == "InputError"
    assert refused["problems"] == json.loads(printed.stdout)["problems"]
    assert all(problem[language] in refused["message"] for problem in refused["problems"])


def test_a_result_is_explained_in_the_language_asked_for(page: Page, language: str) -> None:
    explain = "policyCalculator.run('reimbursement', argument).then((result) => policyCalculator.explain(result))"
    explained = ask(page, explain, next(iter(INPUTS.values())))
    assert isinstance(explained, dict)
    assert explained["lang"] == language
    assert explained["answer"]


def test_the_fields_of_the_form_come_from_the_core(page: Page, built: Built) -> None:
    printed = built.run("-m", "calculator", "reimbursement", "--schema")
    assert ask(page, "policyCalculator.schema('reimbursement')") == json.loads(printed.stdout)


@pytest.mark.parametrize(("language", "words"), [("zh", "没有全部载入"), ("en", "did not load")])
def test_a_missing_file_is_told_in_words(browser: Browser, served: str, language: str, words: str) -> None:
    page = browser.new_page()
    page.route("**/library.zip*", lambda route: route.abort())
    page.goto(f"{served}/{language}/{CALCULATOR}")
    told = ask(page, "policyCalculator.ready")
    page.close()
    assert isinstance(told, dict)
    assert told["kind"] == "not_loaded" and words in told["message"]


@pytest.mark.parametrize(("language", "words"), [("zh", "太旧"), ("en", "too old")])
def test_a_browser_that_is_too_old_is_told_so(browser: Browser, served: str, language: str, words: str) -> None:
    page = browser.new_page()
    page.add_init_script("delete WebAssembly.Tag")
    page.goto(f"{served}/{language}/{CALCULATOR}")
    told = ask(page, "policyCalculator.ready")
    page.close()
    assert isinstance(told, dict)
    assert told["kind"] == "too_old" and words in told["message"]


def test_the_unzipped_folder_calculates_on_a_server_too(browser: Browser, unzipped: Path, built: Built) -> None:
    """An office may put the zip's folder on a server of its own; the files for servers are not in it."""
    assert not (unzipped / "assets" / "engine").exists()
    page = browser.new_page()

    def answer_from_folder(route: Route) -> None:
        path = unzipped / route.request.url.split("//office.invalid/")[1].split("?")[0]
        route.fulfill(path=path) if path.is_file() else route.fulfill(status=404)

    page.route("http://office.invalid/**", answer_from_folder)
    page.goto(f"http://office.invalid/en/{CALCULATOR}")
    inputs = next(iter(INPUTS.values()))
    printed = built.run("-m", "calculator", "reimbursement", stdin=json.dumps(inputs))
    assert ask(page, "policyCalculator.run('reimbursement', argument)", inputs) == json.loads(printed.stdout)
    page.close()
