"""How well the search finds what people ask for.

python3 -m tests.benchmarks.search        prints the table and the questions whose answer is not the first
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts.road.environment import node_program
from scripts.road.index import index
from scripts.road.render import render
from tests.policy import ROOT, compiled, loaded

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Asked:
    """A question with the place of its first good answer: 1 is the top, 0 not among the first twenty."""

    language: str
    how: str
    ask: str
    rank: int


@dataclass(frozen=True)
class Score:
    """Of some questions: the part answered at once and among the first five, and the mean of 1/rank."""

    count: int
    first: float
    five: float
    mrr: float


def made(folder: Path) -> Path:
    """An index of the checkout's own data."""
    policy = loaded()
    rulebook = compiled(policy)
    render(policy, rulebook, folder / "docs")
    index(policy, rulebook, folder / "docs", folder / "search")
    return folder / "search"


def ask(search: Path, questions: list[str]) -> tuple[set[str], list[list[str]]]:
    """All places of an index, and for each question the places found, the best first."""
    command = [str(node_program(ROOT)), str(HERE / "search.mjs"), str(search)]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, encoding="utf-8", check=True)
    told = json.loads(done.stdout)
    return set(told["places"]), told["answers"]


def measure(search: Path) -> list[Asked]:
    """Every question that the index can answer."""
    questions = yaml.safe_load((HERE / "search_queries.yaml").read_text("utf-8"))["questions"]
    places, answers = ask(search, [one["ask"] for one in questions])
    asked = []
    for one, found in zip(questions, answers, strict=True):
        if places & set(one["expect"]):
            rank = next((at for at, place in enumerate(found, 1) if place in one["expect"]), 0)
            asked.append(Asked(one["language"], one["how"], one["ask"], rank))
    return asked


def score(asked: Iterable[Asked]) -> Score:
    """The figures of some questions."""
    ranks = [one.rank for one in asked]
    count = len(ranks)
    first, five = sum(rank == 1 for rank in ranks), sum(1 <= rank <= 5 for rank in ranks)
    return Score(count, first / count, five / count, sum(1 / rank for rank in ranks if rank) / count)


def table(asked: list[Asked]) -> str:
    """The figures in rows: all, each language, each way of asking."""
    rows = {"all": asked}
    rows |= {name: [one for one in asked if one.language == name] for name in sorted({one.language for one in asked})}
    rows |= {name: [one for one in asked if one.how == name] for name in dict.fromkeys(one.how for one in asked)}
    lines = [f"{'':14}{'n':>4}{'R@1':>7}{'R@5':>7}{'MRR':>7}"]
    for name, ones in rows.items():
        got = score(ones)
        lines.append(f"{name:14}{got.count:4}{got.first:7.2f}{got.five:7.2f}{got.mrr:7.2f}")
    return "\n".join(lines)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        asked = measure(made(Path(folder)))
    print(table(asked))
    for one in asked:
        if one.rank != 1:
            print(f"{one.rank:3}  {one.ask}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
