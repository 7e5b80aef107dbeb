"""Stage: the finished site and the zip of it, checked first and swapped in only when all is well.

    build/{site/zh,site/en,assets,data,LICENSES.txt}, docs/start → site/  and  dist/policy-explorer-VERSION.zip

Both are the same tree, except that the zip leaves out what only a server can serve. Beside the zip stands the core's
wheel, to compute with in Python without the site. The same content gives the same bytes: sorted names, fixed times.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.road.addresses import WRITTEN, write_addresses
from scripts.road.finish import Links, Source, dated, finish
from scripts.road.kept import AFRESH, Kept
from scripts.road.problem import Problem
from scripts.road.shared import pages, share_theme
from scripts.road.words import LANGUAGES

NAME = "policy-explorer"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
# Made by MkDocs and Material for uses that this site has not: debugging, their search, a list of one language's pages.
DROPPED = ("*.map", "assets/theme/javascripts/lunr", "assets/theme/javascripts/workers", "*/sitemap.xml*", ".*")
ONLY_SERVED = ("assets/engine/", *WRITTEN)
IN_THE_ZIP = {"assets/policy-calculator.js": "assets/offline/policy-calculator.js"}  # a form of its own for the zip
SOURCE_MAP = re.compile(rb"\n?(//|/\*)# sourceMappingURL=\S+( ?\*/)?\s*$")


class PackProblem(Problem):
    """The site is not fit to be published; the message has one line for each reason."""


@dataclass(frozen=True)
class Packed:
    """Where the finished things are; no archive where none was asked for."""

    index: Path
    archive: Path | None


def pack(
    root: Path,
    version: str,
    site_url: str = "",
    *,
    zipped: bool = True,
    with_texts: bool = False,
    kept: Kept = AFRESH,
) -> Packed:
    """Gather, check and seal the site, then put it and its zip in the place of the last ones.

    Without a zip `dist/` stays as it is. The zip of a site with official texts says so in its name: it is another one.
    """
    aside = root / "build" / "pack"
    shutil.rmtree(aside, ignore_errors=True)
    site = aside / "site"
    _gather(root, site)
    _write_pages(root, site, version, site_url, kept)
    if site_url:
        write_addresses(site, site_url)
    if not zipped:
        _swap(site, root / "site", root / "build" / "last" / "site")
        return Packed(root / "site" / "index.html", None)
    name = f"{NAME}-{version[:12]}{'-with-texts' if with_texts else ''}"
    archive = aside / "dist" / f"{name}.zip"
    _zip(site, name, (root / "docs" / "start" / "README.txt").read_text("utf-8"), archive)
    _write_checksum(archive)
    for wheel in sorted((root / "build" / "assets" / "engine").glob("*.whl")):
        _write_checksum(Path(shutil.copyfile(wheel, archive.with_name(wheel.name))))
    _swap(site, root / "site", root / "build" / "last" / "site")
    _swap(archive.parent, root / "dist", root / "build" / "last" / "dist")
    return Packed(root / "site" / "index.html", root / "dist" / archive.name)


def _gather(root: Path, site: Path) -> None:
    """All of the site but its pages."""
    made = root / "build" / "site"
    for language in LANGUAGES:
        shutil.copytree(made / language, site / language, ignore=_theme_and_pages)
    shutil.copytree(root / "build" / "assets", site / "assets")
    share_theme(made, LANGUAGES, site / "assets" / "theme")
    shutil.copytree(root / "build" / "data", site / "data")
    shutil.copyfile(root / "build" / "LICENSES.txt", site / "LICENSES.txt")
    for pattern in DROPPED:
        for place in sorted(site.rglob(pattern) if "/" not in pattern else site.glob(pattern)):
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    for file in _files(site):
        if file.suffix in (".js", ".css"):
            content = file.read_bytes()
            if b"sourceMappingURL" in content:  # to look for the whole line in each file takes long
                file.write_bytes(SOURCE_MAP.sub(b"\n", content))


def _theme_and_pages(folder: str, names: list[str]) -> list[str]:
    """What of a language's folder is not copied as it is."""
    return [name for name in names if name.endswith(".html") or (name == "assets" and Path(folder).name in LANGUAGES)]


def _write_pages(root: Path, site: Path, version: str, site_url: str, kept: Kept) -> None:
    """Finish every page; each of their links must lead to something that is there."""
    build = root / "build"
    sources = {"index.html": Source(root / "docs" / "start" / "index.html")}
    sources |= pages(build / "site", build / "docs", LANGUAGES, site_url)
    links, problems = Links(), []
    for name, source in sorted(sources.items()):
        pieces, held = finish(name, source, kept)
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        with (site / name).open("wb") as file:
            file.writelines(dated(pieces, version[:12]))
        problems += [f"{name}: {problem}" for problem in held.problems]
        links.add(name, held)
    problems += links.astray({file.relative_to(site).as_posix() for file in _files(site)})
    if problems:
        raise PackProblem("\n".join(problems))


def _zip(site: Path, folder: str, readme: str, archive: Path) -> None:
    """The site for a computer without a network: one folder, to be unzipped as a whole."""
    files = {file.relative_to(site).as_posix(): file for file in _files(site)}
    carried = {name: file for name, file in files.items() if not name.startswith(ONLY_SERVED)}
    for name, instead in IN_THE_ZIP.items():
        carried[name] = carried.pop(instead)
    # Windows' editor wants line ends of its own, and the mark to know UTF-8 by.
    told = site.with_name("README.txt")
    told.write_bytes(readme.replace("\n", "\r\n").encode("utf-8-sig"))
    carried["README.txt"] = told
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as made:
        for name, file in sorted(carried.items()):
            _add(made, f"{folder}/{name}", file)


def _add(archive: zipfile.ZipFile, name: str, file: Path) -> None:
    entry = zipfile.ZipInfo(name, ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system that builds
    entry.external_attr = 0o644 << 16
    entry.file_size = file.stat().st_size
    with file.open("rb") as content, archive.open(entry, "w") as there:
        shutil.copyfileobj(content, there)


def _write_checksum(archive: Path) -> None:
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    archive.with_name(archive.name + ".sha256").write_text(f"{digest}  {archive.name}\n", "ascii", newline="")


def _swap(fresh: Path, place: Path, last: Path) -> None:
    """Put a finished folder in the place of the last one, which is kept until then."""
    shutil.rmtree(last, ignore_errors=True)
    last.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.replace(last)
    try:
        fresh.replace(place)
    except OSError:
        if last.exists():
            last.replace(place)
        raise
    shutil.rmtree(last, ignore_errors=True)


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file())
