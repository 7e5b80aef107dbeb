"""Whether a path of care complies, from the rules alone (LA-02 with A27), and its stays as episodes of a bill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

LEVELS = ("village", "township", "county", "city", "province")
COMPLIES, SKIPS, FAILS = "compliant", "priority_skipped", "not_compliant"
WORST_FIRST = (FAILS, SKIPS, COMPLIES)
Contact = Mapping[str, Any]


def verdict(inputs: Mapping[str, Any], path: Sequence[Contact], acts: set[str]) -> str:
    """Of the contacts so far; what was broken stays broken."""
    found = [_first(inputs, path[0], acts)]
    found += [_step(inputs, before, contact, acts) for before, contact in pairwise(path)]
    return min(found, key=WORST_FIRST.index)


def _first(inputs: Mapping[str, Any], contact: Contact, acts: set[str]) -> str:
    """At a village clinic or township institution of the place of residence; what came before may stand for it."""
    before = inputs.get("before_path", "nothing")
    if before != "nothing":
        acts.add(f"before the path: {before}")
        return COMPLIES if before == "compliant" else FAILS
    if inputs["rare"] == "yes" and contact["area"] != "outside_city":
        acts.add("rare disease, first inside the city")
        return COMPLIES
    at_home = contact["area"] == "inside_county" and contact.get("at_residence", "yes") == "yes"
    grassroots = contact["institution_level"] in LEVELS[:2] and at_home
    acts.add(f"first contact {'at the grassroots' if grassroots else 'elsewhere'}")
    return COMPLIES if grassroots else FAILS


def _step(inputs: Mapping[str, Any], before: Contact, contact: Contact, acts: set[str]) -> str:
    """Upwards and out of the city with formalities; one level at a time, unless a list or a rare disease allows it."""
    came, went = (LEVELS.index(one["institution_level"]) for one in (before, contact))
    leaves = contact["area"] == "outside_city" and before["area"] != "outside_city"
    if went <= came and not leaves:
        acts.add("down or across")
        return COMPLIES
    if contact["formalities"] == "no":
        acts.add("without formalities")
        return FAILS
    values = inputs["values"]
    if (before["institution_level"], contact["institution_level"]) == ("village", "county"):
        acts.add("past the township")
        return COMPLIES if values["referral.on_county_white_list"] == "yes" else SKIPS
    if inputs["rare"] == "yes" or went <= came + 1:
        acts.add("rare disease, with formalities" if inputs["rare"] == "yes" else "one level up, or out of the city")
        return COMPLIES
    if contact["institution_level"] == "city" and before["area"] == "inside_county":
        acts.add("to the city past the county")
        return COMPLIES if values["referral.on_county_white_list"] == "yes" else FAILS
    if (before["institution_level"], contact["institution_level"]) == ("county", "province"):
        acts.add("from the county to the province")
        if values["referral.on_city_white_list"] == "yes":
            return COMPLIES
        by_formalities = inputs.get("readings", {}).get("A27") == "formalities"
        return COMPLIES if by_formalities and inputs["beyond_county_ability"] == "yes" else FAILS
    acts.add("two levels or more at once")
    return FAILS


def episodes(inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The stays and visits with costs, as the bill of a year asks for them."""
    path, found = inputs["path"], []
    for number, contact in enumerate(path):
        if "total" not in contact:
            continue
        formalities = contact.get("formalities", "no")
        said = verdict(inputs, path[: number + 1], set())
        skipped = "no" if contact["area"] == "inside_county" else "yes"
        episode = {
            "id": f"c{number + 1}",
            "sequence": number,
            "hospital_level": contact["institution_level"],
            "compliant": {COMPLIES: "yes", FAILS: "no"}.get(said, skipped),
            "mode": "advised" if formalities == "yes" else "other",
            "destination": contact.get("destination", "local"),
        }
        named = ("care", "admitted", "discharged", "settled", "total", "out_of_policy", "area", "same_disease")
        episode |= {name: contact[name] for name in named if name in contact}
        stays = [one for one in path[:number] if one.get("care") == "inpatient"]
        if contact["care"] == "inpatient":
            episode["continues"] = formalities if stays else "no"
            episode |= {"from_level": stays[-1]["institution_level"]} if stays else {}
        found.append(episode)
    return found
