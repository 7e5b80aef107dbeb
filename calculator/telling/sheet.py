"""A sheet told: one sentence first, then the results of each section by name."""

from __future__ import annotations

from calculator.wording import Wording


def told_sheet(result: dict, words: Wording) -> dict:
    """The answer, as a whole and sentence by sentence, and the sections with their results."""
    sections = [_section(section, result, words) for section in result["sections"]]
    sentences = _answer(result, words)
    return {
        "answer": words.running(sentences),
        "sentences": sentences,
        "payers": [],
        "episodes": [],
        "sections": [section for section in sections if section["results"]],
    }


def _answer(result: dict, words: Wording) -> list[str]:
    """The calculator's sentences whose results are all there: the first of those that are about one thing (``about``;
    without it, of all), for each section of a kind (``each``), section by section; else how many answers are wanting,
    or why there is none."""
    said: dict[tuple, str] = {}
    whole = {"id": "", "names": {}}
    for sentence in words.own["answers"]:
        kind = sentence.get("each")
        for section in [one for one in result["sections"] if one["kind"] == kind] if kind else [whole]:
            about = (section["id"], sentence.get("about"))
            told = None if about in said else _said(sentence, section, result, words)
            if told is not None:
                said[about] = told
    if said:
        order = ["", *(section["id"] for section in result["sections"])]
        in_order = sorted(said, key=lambda about: order.index(about[0]))
        return [words.opening(said[about]) for about in in_order]
    count = sum(1 for gap in result["missing"] if gap["matters"])
    absent = next((told_result(one, words) for one in result["results"] if "why" in one), {"name": "", "why": ""})
    form = words.common["answer"]["open" if count else "absent" if absent["why"] else "nothing"]
    return [form[words.lang].format(count=count, result=absent["name"], why=absent["why"])]


def _said(sentence: dict, section: dict, result: dict, words: Wording) -> str | None:
    """A sentence with the results that it needs, those of ``section`` first; ``None`` where one is not there."""
    found = {one["id"]: one for one in result["results"]}
    own = f"{section['id']}." if section["id"] else ""
    filled = words.named(section["names"])
    for name in sentence["needs"]:
        one = found.get(own + name)
        if one is None or one["value"] is None or one["value"] != sentence.get("where", {}).get(name, one["value"]):
            return None
        said = words.quantity(one["value"], one["unit"]) or ""
        about = words.common["approximately"][words.lang] if one.get("approximate") else ""
        filled[name.replace(".", "_")] = f"{about} {said}" if about else said
    return words.flowing(str(sentence[words.lang].format(**filled)))


def _section(section: dict, result: dict, words: Wording) -> dict:
    id = section["id"]
    names = words.own["sections"][section["kind"]]
    return {
        "id": id,
        "kind": section["kind"],
        "name": words.opening(names[words.lang].format(**words.named(section["names"]))),
        "results": [told_result(one, words) for one in result["results"] if one["id"].rpartition(".")[0] == id],
    }


def told_result(one: dict, words: Wording) -> dict:
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
        "about": words.common["approximately"][words.lang] if one.get("approximate") else None,
        "why": words.common["absent"][one["why"]][words.lang] if "why" in one else None,
    }
    for span in ("between", "among"):
        if one.get(span):
            said[span] = [words.quantity(value, unit) for value in one[span]]
    if said["between"] and len(set(said["between"])) == 1:  # it is this, or nothing at all
        said["between"], said["among"] = None, said["between"][:1]
    return said
