"""The finished site and zip: whole, reproducible, and never replaced by something worse."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from calculator.families import FAMILIES
from scripts.road.addresses import WRITTEN
from scripts.road.pack import PackProblem, pack
from scripts.road.shared import SharingProblem
from tests.conftest import Built, copy_of_checkout

VERSION = "0123456789ab"


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A small tree as the earlier stages leave it."""
    page = '<html><head><meta charset="utf-8"></head><p id="here"><a href="index.html#here">x</a></p></html>'
    for language in ("zh", "en"):
        folder = tmp_path / "build" / "site" / language
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(page, "utf-8")
        (folder / "404.html").write_text(page.replace("<head>", '<head><base href="zh/">'), "utf-8")
        (folder / "assets").mkdir()
        (folder / "assets" / "theme.css").write_text("p {}", "utf-8")
    engine = tmp_path / "build" / "assets" / "engine"
    engine.mkdir(parents=True)
    (engine / "library.zip").write_bytes(b"served only")
    (engine / "core.whl").write_bytes(b"the core")
    offline = tmp_path / "build" / "assets" / "offline"
    offline.mkdir()
    (offline / "policy-calculator.js").write_text("2;", "utf-8")
    (tmp_path / "build" / "LICENSES.txt").write_text("MIT", "utf-8")
    (tmp_path / "build" / "assets" / "policy-calculator.js").write_text("1;\n//# sourceMappingURL=x.js.map\n", "utf-8")
    data = tmp_path / "build" / "data" / "v1"
    data.mkdir(parents=True)
    (data / "index.json").write_text("{}", "utf-8")
    start = tmp_path / "docs" / "start"
    start.mkdir(parents=True)
    (start / "index.html").write_text(page, "utf-8")
    (start / "README.txt").write_text("先解压。\nUnzip first.\n", "utf-8")
    return tmp_path


def test_a_page_that_is_not_fit_leaves_the_last_site_and_zip_in_place(ready: Path) -> None:
    pack(ready, VERSION)
    before = digests(ready / "site") | digests(ready / "dist")
    page = ready / "build" / "site" / "zh" / "index.html"
    page.write_text(page.read_text("utf-8").replace("#here", "#gone"), "utf-8")
    with pytest.raises(PackProblem, match=r'zh/index.html: .*"index.html#gone", but .* no such anchor'):
        pack(ready, "ffffffffffff")
    assert digests(ready / "site") | digests(ready / "dist") == before


def test_a_new_zip_takes_the_place_of_the_last_one(ready: Path) -> None:
    pack(ready, VERSION)
    pack(ready, "ffffffffffff")
    assert sorted(file.name for file in (ready / "dist").iterdir()) == [
        "core.whl",
        "core.whl.sha256",
        "policy-explorer-ffffffffffff.zip",
        "policy-explorer-ffffffffffff.zip.sha256",
    ]


def test_a_build_without_a_zip_makes_the_same_site_and_leaves_the_last_zip(ready: Path) -> None:
    pack(ready, VERSION)
    site, zips = digests(ready / "site"), digests(ready / "dist")
    shutil.rmtree(ready / "site")
    assert pack(ready, "ffffffffffff", zipped=False).archive is None
    assert digests(ready / "site") == site and digests(ready / "dist") == zips


def test_the_zip_is_the_site_without_what_only_a_server_can_serve(ready: Path) -> None:
    packed = pack(ready, VERSION)
    assert packed.archive is not None
    with zipfile.ZipFile(packed.archive) as archive:
        names = archive.namelist()
        loader = archive.read(next(name for name in names if name.endswith("policy-calculator.js")))
    assert names == sorted(names)
    assert {name.split("/", 1)[1] for name in names} == {
        "404.html", "LICENSES.txt", "README.txt", "assets/policy-calculator.js", "assets/theme/theme.css",
        "data/v1/index.json", "en/index.html", "index.html", "zh/index.html",
    }  # fmt: skip
    assert loader == b"2;"  # the form that asks no server for the engine


def test_what_both_languages_must_have_alike_may_not_differ(ready: Path) -> None:
    (ready / "build" / "site" / "en" / "assets" / "theme.css").write_text("p { color: red }", "utf-8")
    with pytest.raises(SharingProblem, match=r"theme\.css and .*theme\.css must be the same"):
        pack(ready, VERSION)


def test_a_page_finds_the_theme_where_it_is_kept_once(ready: Path) -> None:
    for language in ("zh", "en"):
        folder = ready / "build" / "site" / language / "documents"
        folder.mkdir()
        link = '<link rel="stylesheet" href="../assets/theme.css">'
        (folder / "a.html").write_text(f'<html><head><meta charset="utf-8">{link}</head></html>', "utf-8")
    pack(ready, VERSION)  # which refuses a link that leads nowhere
    assert '"../../assets/theme/theme.css"' in (ready / "site" / "en" / "documents" / "a.html").read_text("utf-8")


def test_only_a_site_that_knows_its_address_writes_it_down(ready: Path) -> None:
    pack(ready, VERSION)
    assert not any((ready / "site" / name).exists() for name in WRITTEN)
    pack(ready, VERSION, site_url="https://example.org/policy/")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = ElementTree.parse(ready / "site" / "sitemap.xml").findall("s:url", names)
    assert [one.findtext("s:loc", None, names) for one in listed] == [
        "https://example.org/policy/zh/index.html",
        "https://example.org/policy/en/index.html",
    ]
    for one in listed:
        assert {link.get("hreflang"): link.get("href") for link in one.findall("x:link", names)} == {
            "zh-CN": "https://example.org/policy/zh/index.html",
            "en": "https://example.org/policy/en/index.html",
        }
    robots = (ready / "site" / "robots.txt").read_text("utf-8").splitlines()
    assert robots[-1] == "Sitemap: https://example.org/policy/sitemap.xml"
    with zipfile.ZipFile(next((ready / "dist").glob("*.zip"))) as archive:
        assert not [name for name in archive.namelist() if name.endswith(WRITTEN)]


def test_a_script_does_not_point_to_a_map_that_is_not_there(ready: Path) -> None:
    pack(ready, VERSION)
    assert "sourceMappingURL" not in (ready / "site" / "assets" / "policy-calculator.js").read_text("utf-8")


def test_with_an_address_of_its_own_the_site_has_a_page_for_missing_ones_at_its_root(ready: Path) -> None:
    page = '<html><head><meta charset="utf-8"></head><a href="/policy/zh/index.html">x</a></html>'
    (ready / "build" / "site" / "zh" / "404.html").write_text(page, "utf-8")
    pack(ready, VERSION, site_url="https://example.org/policy")
    assert "/policy/zh/index.html" in (ready / "site" / "404.html").read_text("utf-8")


def test_the_zip_and_the_wheel_have_their_checksums(built: Built) -> None:
    (wheel,) = (built.root / "dist").glob("*.whl")
    for file in (built.archive, wheel):
        stated = file.with_name(file.name + ".sha256").read_text("ascii").split()
        assert stated == [hashlib.sha256(file.read_bytes()).hexdigest(), file.name]


def test_the_wheel_computes_with_nothing_beside_it(built: Built, tmp_path: Path) -> None:
    (wheel,) = (built.root / "dist").glob("*.whl")
    shutil.copyfile(wheel, tmp_path / wheel.name)
    program = f"import sys; sys.path = ['{wheel.name}', *sys.path[1:]]; import calculator; print(calculator.__file__)"
    program += "; print(len(calculator.calculators()))"
    said = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True, text=True)
    where, count = said.stdout.split()
    assert wheel.name in where and int(count) == len(FAMILIES)


def test_names_in_the_zip_survive_any_file_system(built: Built) -> None:
    with zipfile.ZipFile(built.archive) as archive:
        names = archive.namelist()
    assert all(name.isascii() and len(name) < 120 and not set(name) & set('\\:*?"<>|') for name in names)
    assert len({name.lower() for name in names}) == len(names)


def test_a_broken_word_in_the_data_leaves_the_last_site_in_place(built: Built, tmp_path: Path) -> None:
    copy = copy_of_checkout(tmp_path / "checkout")
    (copy.root / "site").mkdir()
    (copy.root / "site" / "index.html").write_text("the last good one", "utf-8")
    topics = copy.root / "policy_data" / "topics.yaml"
    topics.write_text(topics.read_text("utf-8") + "\nno_such_key: 1\n", "utf-8")
    done = copy.run("scripts/build.py")
    assert done.returncode == 1
    assert "policy_data/topics.yaml:" in done.stdout
    assert (copy.root / "site" / "index.html").read_text("utf-8") == "the last good one"


def test_a_second_build_elsewhere_is_the_same_to_the_byte(built: Built, tmp_path: Path) -> None:
    copy = copy_of_checkout(tmp_path / "another place")
    done = copy.run("scripts/build.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(copy.site) == digests(built.site)
    assert copy.archive.read_bytes() == built.archive.read_bytes()
    shutil.rmtree(copy.root)


def test_a_zip_with_official_texts_has_another_name(ready: Path) -> None:
    without, with_texts = (pack(ready, VERSION, with_texts=one).archive for one in (False, True))
    assert without is not None and with_texts is not None
    assert with_texts.name == f"{without.stem}-with-texts.zip"
