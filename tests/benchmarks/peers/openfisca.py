"""The bill in OpenFisca-Core: bills as JSON on standard input, amounts and CPU time per evaluation on standard output.

Two roads: a situation as a dictionary, as the project's own web API takes it; and the shortest that there is, a default
simulation with its inputs set as arrays and nothing checked.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from typing import Any

import numpy
from openfisca_core import entities, periods, taxbenefitsystems, variables
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulations import SimulationBuilder

DAY, YEAR = "2025-01-01", "2025"
AMOUNTS = ("basic", "critical_illness", "assistance", "patient")
PERSON = entities.build_entity(key="person", plural="persons", label="A person", is_person=True)


class total(variables.Variable):
    value_type, entity, definition_period = float, PERSON, periods.DateUnit.YEAR


class out_of_policy(variables.Variable):
    value_type, entity, definition_period = float, PERSON, periods.DateUnit.YEAR


class basic(variables.Variable):
    value_type, entity, definition_period = float, PERSON, periods.DateUnit.YEAR

    def formula(self: Any, period: Any, parameters: Any) -> Any:
        of = parameters(period).basic
        costs = self("total", period) - self("out_of_policy", period)
        return numpy.round(numpy.maximum(costs - of.threshold, 0) * of.ratio, 2)


class critical_illness(variables.Variable):
    value_type, entity, definition_period = float, PERSON, periods.DateUnit.YEAR

    def formula(self: Any, period: Any, parameters: Any) -> Any:
        of = parameters(period).critical_illness
        left = self("total", period) - self("out_of_policy", period) - self("basic", period)
        return numpy.round(of.scale.calc(numpy.maximum(left - of.threshold, 0)), 2)


class assistance(variables.Variable):
    value_type, entity, definition_period = float, PERSON, periods.DateUnit.YEAR

    def formula(self: Any, period: Any, parameters: Any) -> Any:
        of = parameters(period).assistance
        left = self("total", period) - self("out_of_policy", period)
        left = left - self("basic", period) - self("critical_illness", period)
        return numpy.round(numpy.minimum(numpy.maximum(left - of.threshold, 0) * of.ratio, of.cap), 2)


class patient(variables.Variable):
    value_type, entity, definition_period = float, PERSON, periods.DateUnit.YEAR

    def formula(self: Any, period: Any) -> Any:
        paid = self("basic", period) + self("critical_illness", period) + self("assistance", period)
        return self("total", period) - paid


def rules(figures: dict) -> Any:
    """The tax and benefit system, its parameters being the figures that all contestants share."""
    system = taxbenefitsystems.TaxBenefitSystem([PERSON])
    system.add_variables(total, out_of_policy, basic, critical_illness, assistance, patient)
    data: dict = {
        layer: {name: _since(value) for name, value in of.items() if name != "scale"} for layer, of in figures.items()
    }
    data["critical_illness"]["scale"] = {
        "brackets": [
            {"threshold": _since(floor)["values"], "rate": _since(ratio)["values"]}
            for floor, ratio in figures["critical_illness"]["scale"]
        ]
    }
    system.parameters = ParameterNode("", data=data)
    return system


def _since(value: float) -> dict:
    return {"values": {DAY: {"value": value}}}


def by_situation(system: Any, bill: list[str], trace: bool) -> list[float]:
    situation = {"persons": {"one": {"total": {YEAR: float(bill[0])}, "out_of_policy": {YEAR: float(bill[1])}}}}
    simulation = SimulationBuilder().build_from_entities(system, situation)
    simulation.trace = trace
    return [float(simulation.calculate(name, YEAR)[0]) for name in AMOUNTS]


def by_array(system: Any, bill: list[str], trace: bool) -> list[float]:
    simulation = SimulationBuilder().build_default_simulation(system, count=1)
    simulation.trace = trace
    simulation.set_input("total", YEAR, numpy.array([float(bill[0])]))
    simulation.set_input("out_of_policy", YEAR, numpy.array([float(bill[1])]))
    return [float(simulation.calculate(name, YEAR)[0]) for name in AMOUNTS]


def main() -> None:
    asked = json.load(sys.stdin)
    system = rules(asked["figures"])
    times: dict[str, list[float]] = {}
    for name, trace, road in (
        ("dictionary in", False, by_situation),
        ("dictionary in, traced", True, by_situation),
        ("arrays set, unchecked", False, by_array),
    ):
        for bills in asked["rounds"]:
            begun = time.process_time()
            amounts = [road(system, bill, trace) for bill in bills]
            times.setdefault(name, []).append((time.process_time() - begun) / len(bills))
    version = importlib.metadata.version("openfisca-core")
    json.dump({"version": version, "amounts": amounts, "times": times}, sys.stdout)


main()
