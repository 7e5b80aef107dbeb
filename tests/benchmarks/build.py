"""How long builds take, from five documents to thousands of pages, beside Zensical on the same Markdown.

python3 -m tests.benchmarks.build                         prints a table, and writes the same as JSON
python3 -m tests.benchmarks.build --pages 100 --runs 1    a first look

Sites of so many pages, both languages counted, are made from the real documents' provisions under new names. The whole
road is measured without the zip; the browser's library, which depends on no page, is there before. What the zip takes
besides, with a library found and proven for it, is told by itself. Zensical and MkDocs alone make the two languages'
pages of the Markdown that our road wrote, each language in a folder of its own, one after the other and side by side;
our own way from that Markdown to pages is measured in the same two ways. Rounds alternate between them and between the
sizes, so that a busy machine is busy for all; medians are told, of the growth too. It needs the package registry once.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from scripts.road.environment import venv_python
from scripts.road.kept import files_in
from scripts.road.shell import CONFIGURATIONS
from tests.benchmarks.synthetic import documents_for, grow
from tests.conftest import ROOT, copy_of_checkout

PEERS = ROOT / "build" / "peers"
ZENSICAL = "0.0.73"
WAYS = {"together": False, "one by one": True}
SIDES = ("mkdocs", "zensical")  # make pages in folders that hold nothing but Markdown, configurations and theme
# Zensical always makes a search index, MkDocs makes none here; of thousands of documents it would refuse the pages.
UNSEARCHED = b"---\nsearch: {exclude: true}\n"
LIBRARY = ("cache/library", "cache/offline")  # of the browser: kept from one build to the next, whatever the pages
UNUSUAL = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")  # settings of who measures; byte code is kept, as it is elsewhere
MEGABYTE = 1024  # in what the system counts memory in
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds by the clock and of the processors, and the largest process in megabytes."""

    wall: float
    cpu: float
    memory: float


def main(arguments: Sequence[str]) -> int:
    """Measure and tell."""
    options = _options(arguments)
    told: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        place = Path(folder)
        told["the five documents"] = five(place / "five", options.runs)
        _show("the five documents", told["the five documents"])
        library = place / "five" / "build"
        sites = {pages: Site(place / str(pages), pages, library, peer=options.peer) for pages in sorted(options.pages)}
        for number in range(options.runs):
            for pages, site in sites.items():
                site.round()
                print(f"Round {number + 1} of {options.runs}: {pages:,} pages.", file=sys.stderr, flush=True)
            _write(options.json, told | _of_sites(sites))  # rounds are long: what was measured outlives a broken run
        for title, figures in _of_sites(sites).items():
            _show(title, figures)
    print(f"\nThe same as JSON: {options.json}")
    return 0


def _of_sites(sites: dict[int, Site]) -> dict[str, Figures]:
    told = {f"{pages:,} pages": site.told() for pages, site in sites.items()}
    growing = [pages for pages in sites if pages >= 1000]
    if len(growing) > 1:
        first, last = growing[0], growing[-1]
        title = f"growth from {first:,} to {last:,} pages: CPU time as pages to the power of"
        told[title] = _growth(sites[first], sites[last])
    return told


def _write(file: Path, told: dict[str, Figures]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


def five(place: Path, runs: int) -> Figures:
    """The real documents: a check from nothing, a build, and a build after one edit."""
    root = _checkout(place, 0)
    _run(root, "scripts/build.py", "--no-zip")  # makes the browser's library
    check = [_run(root, "scripts/build.py", "--check", before=lambda: _forget(root)) for _ in range(runs)]
    whole = [_run(root, "scripts/build.py", "--no-zip", before=lambda: _forget(root)) for _ in range(runs)]
    again = [_run(root, "scripts/build.py", "--no-zip", before=lambda: _edit(root)) for _ in range(runs)]
    return _told("check", check) | _told("road", whole) | _told("one edit", again)


class Site:
    """A site of so many pages, made by our road and by the others; the browser's library is that of another build."""

    def __init__(self, place: Path, pages: int, library: Path, *, peer: bool) -> None:
        self.pages, self.root, self.peer = pages, _checkout(place, pages), peer
        for name in LIBRARY:
            shutil.copytree(library / name, self.root / "build" / name)
        self.spent: dict[str, list[Spent]] = {}

    def round(self) -> None:
        """Every way once."""

        def measure(name: str, *command: str, before: Callable[[], object] = lambda: None) -> None:
            self.spent.setdefault(name, []).append(_run(self.root, *command, before=before))

        measure("road", "scripts/build.py", "--no-zip", before=lambda: _forget(self.root))
        measure("one edit", "scripts/build.py", "--no-zip", before=lambda: _edit(self.root))
        measure("then the zip", "scripts/build.py")
        sides = _sides(self.root)
        for way, serial in WAYS.items():
            measure(f"pages {way}", "-m", "tests.benchmarks.peers.pages", "serial" if serial else "together")
            for program in SIDES[: 2 if self.peer else 1]:
                self.spent.setdefault(f"{program} {way}", []).append(_by_itself(program, sides, serial))
        shutil.rmtree(self.root / "build" / "peer")

    def told(self) -> Figures:
        """The medians of all rounds, and what ours are to the others'."""
        told: Figures = {
            "size of site/, MB": _size(self.root / "site"),
            "pages": float(len(list(self.root.glob("site/*/**/*.html")))),
        }
        for name, runs in self.spent.items():
            told |= _told(name, runs)
        told["one edit / road, CPU"] = told["one edit, CPU s"] / told["road, CPU s"]
        if self.peer:
            for ours, way, unit in product(("pages", "mkdocs"), WAYS, ("s", "CPU s")):
                told[f"{ours} / zensical {way}, {unit}"] = (
                    told[f"{ours} {way}, {unit}"] / told[f"zensical {way}, {unit}"]
                )
            told["road / zensical together, CPU s"] = told["road, CPU s"] / told["zensical together, CPU s"]
        return told


def _growth(small: Site, large: Site) -> Figures:
    """By which power of the pages the time grows; of each round, so that its two sizes met the same machine."""
    told: Figures = {}
    for name in (way for way in small.spent if "one by one" not in way):
        rounds = [
            math.log(last.cpu / first.cpu) / math.log(large.pages / small.pages)
            for first, last in zip(small.spent[name], large.spent[name], strict=True)
        ]
        told |= {name: statistics.median(rounds), f"{name}, from": min(rounds), f"{name}, to": max(rounds)}
    return told


def _checkout(place: Path, pages: int) -> Path:
    """A checkout with so many pages."""
    root = copy_of_checkout(place).root
    grow(root / "policy_data", documents_for(pages, root / "policy_data"))
    return root


def _forget(root: Path) -> None:
    """All that builds left behind but for the browser's library."""
    for place in (root / "build").glob("*"):
        if place.name != "cache":
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    for place in (root / "build" / "cache").glob("*"):
        if f"cache/{place.name}" not in LIBRARY:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    shutil.rmtree(root / "site", ignore_errors=True)


def _edit(root: Path) -> None:
    """One restatement of one document says a little more than before."""
    file = sorted((root / "policy_data" / "documents").glob("*.yaml"))[0]
    text = file.read_text("utf-8")
    at = text.index("  zh: ", text.index("provisions:")) + len("  zh: ")
    file.write_text(f"{text[:at]}据此，{text[at:]}", "utf-8")


def _sides(root: Path) -> dict[str, Path]:
    """A folder a language: its Markdown, left out of any search, the configurations and the theme."""
    sides = {}
    for language in CONFIGURATIONS:
        side = root / "build" / "peer" / language
        for page in shutil.copytree(root / "build" / "docs" / language, side / "build" / "docs" / language).rglob(
            "*.md"
        ):
            page.write_bytes(page.read_bytes().replace(b"---\n", UNSEARCHED, 1))
        shutil.copytree(root / "docs" / "theme", side / "docs" / "theme")
        for configuration in CONFIGURATIONS.values():
            shutil.copyfile(root / configuration, side / configuration)
        sides[language] = side
    return sides


def _by_itself(program: str, sides: dict[str, Path], serial: bool) -> Spent:
    """Both languages by Zensical or by MkDocs; raises ``AssertionError`` where it makes other pages than there are."""
    python = str(_zensical_python()) if program == "zensical" else sys.executable
    command = [python, "-m", program, "build", "--clean", "--config-file"]
    commands = [([*command, CONFIGURATIONS[language]], side) for language, side in sides.items()]
    begun = time.perf_counter()
    found = [_measure(commands[:1]), _measure(commands[1:])] if serial else [_measure(commands)]
    wall = time.perf_counter() - begun
    for language, side in sides.items():
        wanted = {
            str(Path(name).with_suffix(".html")) for name in files_in(side / "build/docs" / language) if ".md" in name
        }
        assert wanted <= set(files_in(side / "build/site" / language)), language
        shutil.rmtree(side / "build" / "site")
    return Spent(wall, sum(one.cpu for one in found), max(one.memory for one in found))


def _zensical_python() -> Path:
    folder = PEERS / f"zensical-{ZENSICAL}"
    python = folder / venv_python(Path()).relative_to(".venv")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", f"zensical=={ZENSICAL}"], check=True)
    return python


def _run(root: Path, *command: str, before: Callable[[], object] = lambda: None) -> Spent:
    """A Python program of the checkout, measured."""
    before()
    return _measure([([sys.executable, *command], root)])


def _measure(commands: Sequence[tuple[list[str], Path]]) -> Spent:
    """Commands side by side, each in its folder; a process of its own waits for them and tells what they took."""
    program = (
        "import json, resource, subprocess, sys, time\n"
        "begun = time.perf_counter()\n"
        "silent = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}\n"
        "running = [subprocess.Popen(command, cwd=folder, **silent) for command, folder in json.loads(sys.argv[1])]\n"
        "assert [process.wait() for process in running] == [0] * len(running)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss]))\n"
    )
    order = json.dumps([(command, str(folder)) for command, folder in commands])
    clean = {key: value for key, value in os.environ.items() if key not in UNUSUAL}
    done = subprocess.run([sys.executable, "-c", program, order], env=clean, stdout=subprocess.PIPE, check=True)
    wall, cpu, memory = json.loads(done.stdout)
    return Spent(wall, cpu, memory / MEGABYTE)


def _told(name: str, runs: list[Spent]) -> Figures:
    return {
        f"{name}, s": statistics.median(run.wall for run in runs),
        f"{name}, CPU s": statistics.median(run.cpu for run in runs),
        f"{name}, MB": max(run.memory for run in runs),
    }


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _show(title: str, figures: Figures) -> None:
    print(f"\n{title}")
    for name, figure in figures.items():
        print(f"  {name:36}{figure:12,.2f}", flush=True)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure builds of sites of several sizes, beside Zensical.")
    parser.add_argument(
        "--pages", type=int, nargs="+", default=[100, 1000, 5000], help="pages of a site, both languages"
    )
    parser.add_argument("--runs", type=int, default=3, help="rounds, of which the median is told (default: 3)")
    parser.add_argument("--no-peer", dest="peer", action="store_false", help="measure our own builds alone")
    parser.add_argument("--folder", type=Path, help="where the sites are made (default: the system's temporary folder)")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "build" / "benchmarks" / "build.json", help="where to write"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
