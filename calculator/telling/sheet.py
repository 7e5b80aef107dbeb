"""A sheet told: one sentence first, then the results of each section by name."""

from __future__ import annotations

from calculator.wording import Wording


def told_sheet(result: dict, words: Wording) -> dict:
    """The answer in one sentence and the sections with their results."""
    sections = [_section(section, result, words) for section in result["sections"]]
    return {
        "answer": _answer(result, words),
        "payers": [],
        "episodes": [],
        "sections": [section for section in sections if section["results"]],
    }


def _answer(result: dict, words: Wording) -> str:
    """The first of the calculator's sentences whose results are all there; else how many answers are wanting."""
    found = {one["id"]: one for one in result["results"]}
    for sentence in words.own["answers"]:
        needs = sentence["needs"]
        if all(name in found and found[name]["value"] is not None for name in needs) and all(
            found[name]["value"] == wanted for name, wanted in sentence.get("where", {}).items()
        ):
            filled = {
                name.replace(".", "_"): words.quantity(found[name]["value"], found[name]["unit"]) for name in needs
            }
            return str(sentence[words.lang].format(**filled))
    count = sum(1 for gap in result["missing"] if gap["matters"])
    form = words.common["answer"]["open" if count else "nothing"]
    return str(form[words.lang].format(count=count))


def _section(section: dict, result: dict, words: Wording) -> dict:
    id = section["id"]
    names = words.own["sections"][section["kind"]]
    return {
        "id": id,
        "name": names[words.lang].format(**section["names"]),
        "results": [_result(one, words) for one in result["results"] if one["id"].rpartition(".")[0] == id],
    }


def _result(one: dict, words: Wording) -> dict:
    """One result in words; an open one with what it lies between or among, an absent one with the reason."""
    name, unit = one["id"].rpartition(".")[2], one["unit"]
    said = {
        "id": one["id"],
        "name": words.result(name),
        "value": words.quantity(one["value"], unit),
        "between": None,
        "among": None,
        "or_none": words.common["absent"]["or_none"][words.lang] if one.get("or_none") else None,
        "approximate": one.get("approximate", False),
        "why": words.common["absent"][one["why"]][words.lang] if "why" in one else None,
    }
    for span in ("between", "among"):
        if one.get(span):
            said[span] = [words.quantity(value, unit) for value in one[span]]
    return said
