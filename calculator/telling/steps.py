"""The working told: each step with its sentence, its formula in words and in numbers, and the words it rests on."""

from __future__ import annotations

from calculator.wording import Wording, grouped


def told_step(step: dict, words: Wording) -> dict:
    """One step for a page; one that did not apply says why, one that waits for a missing value has no numbers."""
    told = {
        "id": step["id"],
        "episode": step.get("episode"),
        "section": step.get("section"),
        "layer": step["layer"],
        "formula": words.formula(step["formula"]) if step.get("formula") else None,
        "numbers": None,
        "value": None,
        "applied": step["applied"],
        "cites": [told_cite(cite, words) for cite in step["cites"]],
        "readings": step.get("readings", []),
        "assumptions": step.get("assumptions", []),
    }
    said, number = words.step(step["kind"])
    layer = words.own["layers"][step["layer"]][words.lang]
    title = said["title"][words.lang].format(n=number)
    told |= {"title": f"{layer} · {title}", "layer_name": layer}
    if not step["applied"]:
        return {**told, "sentence": words.flowing(said["sentence"][words.lang].format(**words.why(step["words"])))}
    if step.get("waits"):
        return {**told, "sentence": words.waits}
    if step["kind"] == "decided":
        return {**told, "sentence": _decision(step, said, words)}
    plain = step["formula"] is None  # a year or a month among its operands is no amount
    operands = {name: text if plain and "." not in text else grouped(text) for name, text in step["operands"].items()}
    value = step["value"]
    filled = {**operands, "n": number, "value": None if value is None else grouped(value)}
    return {
        **told,
        "sentence": words.flowing(said["sentence"][words.lang].format(**filled)),
        "numbers": words.formula(step["formula"], operands) if step["formula"] else None,
        "value": words.quantity(value, step["unit"]),
    }


def _decision(step: dict, said: dict, words: Wording) -> str:
    """On which facts a rule decides what: "care: hospital stay; referral: no → no assistance"."""
    facts = words.facts(step["facts"])
    affirmed = words.facts({key: told for key, told in step["facts"].items() if told != "no"})
    outcomes = words.clauses([words.outcome(result, given) for result, given in step["gives"].items()])
    form = said["sentence"] if facts else said["without_facts"]
    return words.flowing(form[words.lang].format(facts=facts, affirmed=affirmed or facts, outcomes=outcomes))


def told_cite(cite: dict, words: Wording) -> dict:
    """A clause by its name, with the quoted words it is cited for."""
    label = words.book.clauses[cite["clause"]]["label"][words.lang]
    return {"clause": cite["clause"], "label": label, "words": cite["words"]}
