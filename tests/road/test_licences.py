"""What a copy of the site carries of others' work is named in it, with versions and texts as installed."""

from __future__ import annotations

import importlib.metadata
import json
import re

from scripts.road.licences import NODE_PACKAGES
from tests.conftest import ROOT, Built


def test_every_package_that_page_scripts_or_the_build_bring_along_is_listed() -> None:
    brought = set()
    for script in (ROOT / "docs" / "assets" / "src").rglob("*.js"):
        brought |= set(re.findall(r'from "([^./"][^"]*)"', script.read_text("utf-8")))
    for stage in (ROOT / "scripts" / "road").glob("*.py"):
        brought |= set(re.findall(r'"node_modules"\)? / "([^"]+)"', stage.read_text("utf-8")))
    tools = {"@esbuild"}  # leaves nothing of itself in what it makes
    assert brought - tools <= set(NODE_PACKAGES)


def test_the_licences_stand_in_the_site_and_in_the_zip_with_the_versions_installed(built: Built) -> None:
    text = (built.site / "LICENSES.txt").read_text("utf-8")
    for name, files in NODE_PACKAGES.items():
        about = json.loads((ROOT / "node_modules" / name / "package.json").read_text("utf-8"))
        assert f"{name} {about['version']}\n    {about['license']}\n" in text
        assert all((built.site / file).exists() for file in files)
    assert f"Material for MkDocs {importlib.metadata.version('mkdocs-material')}\n    MIT\n" in text
    for words in ("Permission is hereby granted", "Mozilla Public License, version 2.0", "Apache License"):
        assert words in text
    assert "not yet declared" in text and "还没有声明" in text
