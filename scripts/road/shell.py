"""Stage: MkDocs puts its shell around the pages, once a language, both at the same time.

build/docs/zh → build/site/zh      build/docs/en → build/site/en
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts.road.wheel_lock import EPOCH

CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


class ShellProblem(Exception):
    """MkDocs refused a page or the configuration; the message is all that it said."""


def shell(root: Path, site_url: str = "") -> None:
    """Run MkDocs for each language; a warning of MkDocs is an error here."""
    running = {language: _mkdocs(root, language, site_url) for language in CONFIGURATIONS}
    complaints = []
    for language, process in running.items():
        said, _ = process.communicate()
        if process.returncode:
            complaints.append(f"mkdocs build --config-file {CONFIGURATIONS[language]}\n{said.strip()}")
    if complaints:
        raise ShellProblem("\n\n".join(complaints))


def _mkdocs(root: Path, language: str, site_url: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",  # an advertisement, on every build
        "SOURCE_DATE_EPOCH": str(EPOCH),  # pages must not tell the day of the build
        "POLICY_SITE_URL": f"{site_url.rstrip('/')}/{language}/" if site_url else "",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--clean"]
    return subprocess.Popen(
        [*command, "--config-file", CONFIGURATIONS[language]],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
