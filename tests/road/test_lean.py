"""Documents that are kept from build to build are lean: they say the same, and the check still knows every place."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.road.check import check
from scripts.road.compile import compile_rulebook
from scripts.road.findings import Findings
from scripts.road.kept import Kept
from scripts.road.load import load
from scripts.road.model import Policy
from tests.policy import DATA, loaded, on_some_day


def kept_load(folder: Path, file: Path) -> tuple[Policy, list[str]]:
    """The policy as a build finds it that keeps what it made in a file, and its findings."""
    kept, findings = Kept(file), Findings()
    policy = load(folder, findings, kept)
    assert policy is not None
    check(policy, None, on_some_day, findings, kept)
    kept.close()
    return policy, sorted(map(str, findings))


def test_lean_documents_say_what_written_ones_say_and_these_are_found_again(tmp_path: Path) -> None:
    written = loaded()
    for _ in range(2):
        kept = Kept(tmp_path / "kept")
        policy = load(DATA, Findings(), kept)
        assert policy is not None
        assert policy.documents != written.documents
        assert compile_rulebook(policy) == compile_rulebook(written)
        assert list(map(policy.as_written, policy.documents)) == written.documents
        values = [value for one in policy.documents for part in one.provisions for value in part.values]
        assert len({id(value.concept) for value in values}) == len({value.concept for value in values})
        kept.close()


def test_a_finding_in_a_kept_document_names_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "policy_data"
    shutil.copytree(DATA, folder)
    file = folder / "documents" / "wenshang-2020.yaml"
    text = file.read_text("utf-8")
    at = text.index("topics: [") + len("topics: [")
    file.write_text(f"{text[:at]}no_such_topic, {text[at:]}", "utf-8")
    above = text[:at].split("\n")
    place = f"policy_data/documents/{file.name}:{len(above)}:{len(above[-1]) + 1}: "
    findings = Findings()
    policy = load(folder, findings)
    assert policy is not None
    check(policy, None, on_some_day, findings)
    fresh = sorted(map(str, findings))
    for _ in range(2):
        _, found = kept_load(folder, tmp_path / "kept")
        assert found == fresh
        assert [one for one in found if one.startswith(place) and "no_such_topic" in one]
