"""What a compliant path would have saved: the bill of the stays as they went, and the same stays properly referred."""

from __future__ import annotations

from typing import NamedTuple

from calculator.answer import Answer, Missing
from calculator.families import reimbursement
from calculator.money import fen, yuan
from calculator.rulebook import Rulebook

ENVELOPE = ("place", "date", "groups", "scheme", "values", "profile", "readings")
AS_TOLD = ("care", "discharged", "settled", "total", "out_of_policy", "emergency", "same_disease", "in_community")
ASKED_AS = {"mode": "formalities"}  # what the bill asks for, and the field of a contact that tells it
YEAR = "year"
PATIENT, TOTAL = "patient", "total"


class Bounds(NamedTuple):
    """Between what an amount lies, in fen; both ends are one where it is certain."""

    low: int
    high: int


def with_savings(answer: Answer, inputs: dict, book: Rulebook, working: bool) -> Answer:
    """The answer about a path with both bills, where costs were told, and the difference that is left to the person.

    Where it is not known in which of several places care was given, there is no bill to compare.
    """
    path = inputs.get("path", [])
    stays = _stays(path)
    if not stays:
        return answer
    found = {one["id"]: one["value"] for one in answer.results}
    went = _episodes(inputs, stays, found)
    if any("destination" not in episode for episode in went):
        unknown = {"id": "saved", "value": None, "unit": "yuan", "why": "not_told"}
        return answer._replace(results=[*answer.results, unknown])
    referred = [_referred(episode) for episode in went]
    envelope = {name: inputs[name] for name in ENVELOPE if name in inputs}
    one = reimbursement.run({**envelope, "episodes": went}, book, working)
    other = one if went == referred else reimbursement.run({**envelope, "episodes": referred}, book, working)
    bills = {"as_it_went": one, "as_referred": other}
    return _together(answer, bills, [0, 0] if went == referred else None, path)


def _episodes(inputs: dict, stays: list[int], found: dict[str, str | None]) -> list[dict]:
    """The stays as episodes of a bill, in the order of the path, with what is known of how the patient came there."""
    path, episodes = inputs["path"], []
    for number in stays:
        contact = path[number]
        before = next((path[n] for n in reversed(range(number)) if path[n].get("care") == "inpatient"), None)
        known = {
            "hospital_level": contact["institution_level"],
            "area": contact["area"],
            "destination": contact.get("destination") or _destination(contact),
            "compliant": _compliant(contact, found.get(f"c{number + 1}.so_far")),
            "mode": _mode(contact, number, inputs),
            "continues": contact.get("continues") or (contact.get("formalities") if before else "no"),
            "from_level": before and before["institution_level"],
            "borne_before": before and before.get("deductible_borne"),
        }
        told = {name: contact[name] for name in AS_TOLD if name in contact}
        facts = {name: fact for name, fact in known.items() if fact is not None}
        order = {"id": f"c{number + 1}", "sequence": number, "admitted": contact.get("admitted", inputs["date"])}
        episodes.append({**order, **told, **facts})
    return episodes


def _destination(contact: dict) -> str | None:
    """Care below the level of a city's own hospitals, and inside the city, is care at home."""
    below = contact["institution_level"] in ("township", "county")
    return "local" if below and contact["area"] != "outside_city" else None


def _compliant(contact: dict, so_far: str | None) -> str | None:
    if so_far in ("compliant", "not_compliant"):
        return "yes" if so_far == "compliant" else "no"
    if so_far == "priority_skipped":
        return "no" if contact["area"] == "inside_county" else "yes"
    told: str | None = contact.get("compliant")
    return told


def _mode(contact: dict, number: int, inputs: dict) -> str | None:
    first = number == 0 and inputs.get("before_path", "nothing") == "nothing"
    formalities = contact.get("formalities", "no" if first else None)
    return None if formalities is None else "advised" if formalities == "yes" else "other"


def _referred(episode: dict) -> dict:
    """The same stay, had the patient been referred there under the rules."""
    carried_on = {"continues": "yes"} if "from_level" in episode else {}
    return {**episode, "compliant": "yes", "mode": "advised", **carried_on}


# ── put together ────────────────────────────────────────────────────────────────────────────────────────────────────


def _together(answer: Answer, bills: dict[str, Answer], saved: list[int] | None, path: list[dict]) -> Answer:
    results, sections, steps = list(answer.results), list(answer.sections), list(answer.steps)
    open_steps = set(answer.open_steps)
    for name, bill in bills.items():
        parts = _sections(name, path)
        sections += parts
        results += _amounts_of(bill, name, {part["id"] for part in parts})
        steps += [_in_section(step, name, parts) for step in bill.steps if step["layer"] in reimbursement.BILL]
        open_steps |= {f"{name}.{id}" for id in bill.open_steps}
    left = {one["id"]: one for one in results}
    went, referred = (left[f"{name}.{PATIENT}"] for name in bills)
    low, high = saved or (_bounds(went).low - _bounds(referred).high, _bounds(went).high - _bounds(referred).low)
    about = {"approximate": True} if any(one.get("approximate") for one in (went, referred)) else {}
    results.append({**_amount("saved", low, high), **about})
    steps.append(_saved_step(_bounds(went), _bounds(referred), low))
    open_steps |= {"saved"} if low != high else set()
    return answer._replace(
        results=results,
        sections=sections,
        steps=steps,
        open_steps=frozenset(open_steps),
        used=list({known.use: known for one in (answer, *bills.values()) for known in one.used}.values()),
        unused=[name for name in answer.unused if all(name in bill.unused for bill in bills.values())],
        missing=_missing([answer, *bills.values()], _stays(path)),
    )


def _stays(path: list[dict]) -> list[int]:
    """The numbers of the contacts whose costs were told."""
    return [number for number, contact in enumerate(path) if "total" in contact]


def _sections(name: str, path: list[dict]) -> list[dict]:
    """A bill as a whole, and stay by stay."""
    stays = [
        {
            "id": f"{name}.c{number + 1}",
            "kind": f"stay_{name}",
            "names": {"n": number + 1, **{key: path[number][key] for key in ("institution_level", "area")}},
        }
        for number in _stays(path)
    ]
    return [{"id": name, "kind": name, "names": {}}, *stays]


def _amounts_of(bill: Answer, name: str, sections: set[str]) -> list[dict]:
    """The amounts of a bill as results of its sections: those of the year stand for the whole."""
    found = []
    for one in bill.results:
        of, _, part = one["id"].rpartition(".")
        section = name if of == YEAR else f"{name}.{of}"
        if one["unit"] == "yuan" and part != TOTAL and section in sections:
            found.append({**one, "id": f"{section}.{part}"})
    return found


def _bounds(one: dict) -> Bounds:
    low, high = one["between"] if one["value"] is None else (one["value"], one["value"])
    return Bounds(fen(low), fen(high))


def _amount(name: str, low: int, high: int) -> dict:
    if low == high:
        return {"id": name, "value": yuan(low), "unit": "yuan"}
    return {"id": name, "value": None, "unit": "yuan", "between": [yuan(low), yuan(high)]}


def _in_section(step: dict, name: str, sections: list[dict]) -> dict:
    """A step of a bill as one of the section of its stay, or of the whole where it is about no single one."""
    plain = {key: value for key, value in step.items() if key != "episode"}
    section = f"{name}.{step['episode']}"
    known = any(one["id"] == section for one in sections)
    return {**plain, "id": f"{name}.{step['id']}", "section": section if known else name}


def _saved_step(went: Bounds, referred: Bounds, saved: int) -> dict:
    return {
        "id": "saved",
        "kind": "saved",
        "formula": "as_it_went - as_referred",
        "operands": {"as_it_went": yuan(went.low), "as_referred": yuan(referred.low)},
        "exact": None,
        "rounding": None,
        "value": yuan(saved),
        "unit": "yuan",
        "applied": True,
        "section": "",
        "layer": "saved",
        "cites": [],
    }


def _missing(answers: list[Answer], stays: list[int]) -> list[Missing]:
    """What is missing in any of them, each once; a fact of a bill's episode is told by the contact."""
    found: dict[tuple, Missing] = {}
    for one in answers:
        for gap in one.missing:
            named = gap._replace(field=_of_contact(gap.field, stays)) if gap.field else gap
            key = (named.concept, tuple(named.keys.items()), named.field)
            matters = named.matters or (key in found and found[key].matters)
            found[key] = named._replace(matters=matters)
    return list(found.values())


def _of_contact(field: str, stays: list[int]) -> str:
    at, _, name = field.rpartition(".")
    if not at.startswith("episodes["):
        return field
    number = stays[int(at.removeprefix("episodes[").removesuffix("]"))]
    return f"path[{number}].{ASKED_AS.get(name, name)}"
