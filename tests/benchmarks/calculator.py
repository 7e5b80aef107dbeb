"""How fast the core is, beside OpenFisca-Core and Publicodes: a bill through basic insurance, critical illness
insurance by slices and medical assistance, with the same figures in all three.

python3 -m tests.benchmarks.calculator        prints a table, and the same as JSON; needs both package registries once

Every evaluation has a bill of its own. The core takes a dictionary and checks all of it, and counts in whole fen; the
others count in floating point, and have to agree to the fen. Requests that differ in amounts alone are recorded once
and then repeated, as the others build their rules once; "for the first time" is what a request costs that was never
asked in this form: the rules that stand on the day at the place are found out as well.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import calculator
from calculator.rulebook import carried
from scripts.road.environment import node_program, npm_install, venv_python

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "build/peers"
ROUNDS, BILLS, WARM = 9, 300, 2  # the first rounds are not counted
NEAR = 0.011  # yuan: floating point may come out a fen beside

FIGURES = {  # yuan and parts of one; edges of slices from where they begin
    "basic": {"threshold": 500, "ratio": 0.7},
    "critical_illness": {"threshold": 10_000, "scale": [[0, 0.6], [50_000, 0.65], [100_000, 0.7]]},
    "assistance": {"threshold": 3_000, "ratio": 0.7, "cap": 20_000},
}
ASK = {
    "place": "341500",
    "date": "2025-12-31",
    "groups": ["dibao"],
    "values": {
        "inpatient.deductible": "500元",
        "inpatient.ratio": "70%",
        "basic.cap": "none",
        "critical_illness.deductible": "1万元",
        "critical_illness.scale": {
            "rows": [{"upto": "5万元", "ratio": "60%"}, {"upto": "10万元", "ratio": "65%"}, {"ratio": "70%"}]
        },
        "critical_illness.cap": "none",
        "assistance.threshold": "3000元",
        "assistance.ratio": "70%",
        "assistance.cap": "2万元",
    },
}
STAY = {
    "care": "inpatient",
    "admitted": "2025-05-02",
    "hospital_level": "county",
    "destination": "local",
    "compliant": "yes",
    "continues": "no",
}
AMOUNTS = ("basic", "critical_illness", "assistance", "patient")
Bill = list[str]
Times = dict[str, list[float]]  # way of asking → CPU seconds of an evaluation, round by round


def rounds() -> list[list[Bill]]:
    """Bills as [total, out of policy], no two of them the same."""
    return [[[f"{80_000 + BILLS * number + n}.00", "5000.00"] for n in range(BILLS)] for number in range(WARM + ROUNDS)]


def asked(bills: list[Bill]) -> dict:
    """The inputs for a year with these stays."""
    stays = [{"id": f"e{n}", **STAY, "total": bill[0], "out_of_policy": bill[1]} for n, bill in enumerate(bills)]
    return {**ASK, "episodes": stays}


def core() -> tuple[list[list[float]], Times]:
    """The amounts of the last round, and the times with and without the working."""
    times: Times = {}
    amounts: list[list[float]] = []
    for name, working, anew in (
        ("without the working, for the first time", False, True),
        ("with the working, for the first time", True, True),
        ("without the working", False, False),
        ("with the working", True, False),
    ):
        for bills in rounds():
            inputs = [asked([bill]) for bill in bills]
            begun = time.process_time()
            amounts = [_amounts(_run(one, working, anew)) for one in inputs]
            times.setdefault(name, []).append((time.process_time() - begun) / len(bills))
    return amounts, times


def _run(inputs: dict, working: bool, anew: bool) -> dict:
    """One bill; ``anew``: with what was recorded of others like it forgotten."""
    if anew:
        carried().kept.pop("repeats", None)
    return calculator.run("reimbursement", inputs, working=working)


def _amounts(result: dict) -> list[float]:
    found = {one["id"]: one["value"] for one in result["results"]}
    return [float(found[f"e0.{name}"]) for name in AMOUNTS]


def a_year(stays: int) -> dict[str, float]:
    """CPU seconds of one request with so many stays, with and without the working."""
    all_bills = [bill for bills in rounds() for bill in bills]
    inputs = asked(all_bills[:stays])
    found: dict[str, float] = {}
    for name, working in (("without the working", False), ("with the working", True)):
        spent = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            calculator.run("reimbursement", inputs, working=working)
            spent.append(time.process_time() - begun)
        found[name] = statistics.median(spent)
    return found


def importing() -> float:
    """CPU seconds that a fresh interpreter takes to import the package, compiled before."""
    code = "import time; begun = time.process_time(); import calculator; print(time.process_time() - begun)"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(PEERS / "compiled")}
    spent = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True
            ).stdout
        )
        for _ in range(2 * ROUNDS)
    ]
    return statistics.median(spent[1:])


def openfisca() -> dict:
    """What OpenFisca-Core gives, from a virtual environment of its own."""
    folder = PEERS / "openfisca"
    python = folder / venv_python(Path()).relative_to(".venv")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "openfisca-core"], check=True)
    return _peer([str(python), str(ROOT / "tests/benchmarks/peers/openfisca.py")])


def publicodes() -> dict:
    """What Publicodes gives, from a folder of packages of its own."""
    folder = PEERS / "publicodes"
    if not (folder / "node_modules").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}\n", "utf-8")
        npm_install(ROOT, folder, "install", "publicodes", "yaml")
    program = ROOT / "tests/benchmarks/peers/publicodes.mjs"
    return _peer([str(node_program(ROOT)), str(program), str(folder)])


def _peer(command: list[str]) -> dict:
    told = json.dumps({"figures": FIGURES, "rounds": rounds()})
    return json.loads(subprocess.run(command, input=told, stdout=subprocess.PIPE, text=True, check=True).stdout)


def measure() -> dict:
    """Every contestant's milliseconds an evaluation, in one run; raises ``AssertionError`` where amounts differ."""
    amounts, times = core()
    peers = {"OpenFisca-Core": openfisca(), "Publicodes": publicodes()}
    found = {f"calculator, {way}": spent for way, spent in times.items()}
    for name, peer in peers.items():
        apart = max(
            abs(a - b)
            for ours, theirs in zip(amounts, peer["amounts"], strict=True)
            for a, b in zip(ours, theirs, strict=True)
        )
        assert apart < NEAR, f"{name} {peer['version']} differs by {apart} yuan"
        found |= {f"{name} {peer['version']}, {way}": spent for way, spent in peer["times"].items()}
    return {
        "milliseconds": {name: 1000 * statistics.median(spent[WARM:]) for name, spent in found.items()},
        "import": 1000 * importing(),
        "years": {stays: {way: 1000 * spent for way, spent in a_year(stays).items()} for stays in (1, 10, 100)},
    }


def table(measured: dict) -> str:
    """The measurements for a reader, each peer with how many times longer it takes."""
    each = measured["milliseconds"]
    plain, traced = (each[f"calculator, {way} the working"] for way in ("without", "with"))
    lines = [f"{'one bill, CPU milliseconds an evaluation':58}{'':>9}{'÷ without':>11}{'÷ with working':>16}"]
    lines += [f"{name:58}{spent:9.3f}{spent / plain:11.1f}{spent / traced:16.1f}" for name, spent in each.items()]
    lines += [
        f"a year of {stays} stays, {way:48}{spent:9.3f}"
        for stays, of in measured["years"].items()
        for way, spent in of.items()
    ]
    return "\n".join([*lines, f"{'importing the package':58}{measured['import']:9.3f}"])


if __name__ == "__main__":
    measured = measure()
    print(table(measured))
    print(json.dumps(measured, indent=2))
