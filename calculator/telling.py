"""A result read aloud in Chinese or English: for the page, the command line and print.

It adds words, never numbers.
"""

from __future__ import annotations

from calculator.money import fen, in_parts, pair, yuan
from calculator.rulebook import Rulebook, carried, within
from calculator.wording import Wording, grouped


def explain(result: dict, lang: str, rulebook: Rulebook | None = None) -> dict:
    """What a result page shows, all words in ``lang`` ("zh" or "en"): the answer first, then working and doubts."""
    words = Wording(lang, result["calculator"], rulebook or carried())
    common = words.common
    amounts = {amount["id"]: amount for amount in result["results"]}
    status = common["status"][result["status"]][lang].format(day=result.get("last_valid_day", ""))
    return {
        "lang": lang,
        "title": words.own["title"][lang],
        "status": result["status"],
        "status_words": status,
        "answer": _answer(result, amounts, words) if amounts else f"{words.own['answer']['nothing'][lang]} {status}",
        "payers": _payers("year", result, amounts, words) if amounts else [],
        "episodes": [
            _episode(n, episode, result, amounts, words) for n, episode in enumerate(_in_order(result, amounts), 1)
        ],
        "working": [_step(step, words) for step in result["steps"]],
        "values": [_value(value, words) for value in result["values_used"]],
        "unused": [
            common["unused"][lang].format(name=words.book.concepts[concept][lang])
            for concept in result["values_unused"]
        ],
        "missing": [_missing(value, result, words) for value in result["missing"]],
        "readings": [_reading(reading, words) for reading in result["readings"]],
        "assumptions": [{"id": name, "words": words.book.assumptions[name][lang]} for name in result["assumptions"]],
        "disclaimer": common["disclaimer"][lang],
        "receipt": result["receipt"],
    }


# ── the answer: who pays what ───────────────────────────────────────────────────────────────────────────────────────


def _answer(result: dict, amounts: dict, words: Wording) -> str:
    total, patient = amounts["year.total"]["value"], amounts["year.patient"]
    if patient["value"] is None:
        low, high = map(grouped, patient["between"])
        count = sum(1 for value in result["missing"] if value["matters"])
        return words.own["answer"]["between"][words.lang].format(total=grouped(total), low=low, high=high, count=count)
    paid = yuan(fen(total) - fen(patient["value"]))
    return words.own["answer"]["computed"][words.lang].format(
        total=grouped(total), patient=grouped(patient["value"]), paid=grouped(paid)
    )


def _in_order(result: dict, amounts: dict) -> list[dict]:
    """The episodes as asked, in the order in which they were computed."""
    by_id = {episode["id"]: episode for episode in result["inputs"]["episodes"]}
    order = dict.fromkeys(name.rsplit(".", 1)[0] for name in amounts)
    return [by_id[name] for name in order if name in by_id]


def _episode(number: int, episode: dict, result: dict, amounts: dict, words: Wording) -> dict:
    care = words.book.keys["care"]["values"][episode["care"]][words.lang]
    name = words.own["episode"][words.lang].format(n=number, care=care, admitted=episode["admitted"])
    return {"id": episode["id"], "name": name, "payers": _payers(episode["id"], result, amounts, words)}


def _payers(whom: str, result: dict, amounts: dict, words: Wording) -> list[dict]:
    """Every layer with what it pays, the person last; ``share`` is per mille of the bill, for the picture."""
    bills = {episode["id"]: fen(episode["total"]) for episode in result["inputs"]["episodes"]}
    bill = bills.get(whom, sum(bills.values()))
    given = {step["id"].removesuffix(".given") for step in result["steps"] if step["kind"] == "given"}
    parts = {name for name in amounts if not name.startswith("year.")}
    given |= {f"year.{layer}" for layer in words.own["layers"] if _all_given(layer, parts, given)}
    told = []
    for name, amount in amounts.items():
        of, _, layer = name.rpartition(".")
        if of != whom or layer == "total":
            continue
        value = amount["value"]
        told.append(
            {
                "id": layer,
                "name": words.own["layers"][layer][words.lang],
                "amount": None if value is None else grouped(value),
                "between": [grouped(bound) for bound in amount["between"]] if value is None else None,
                "share": None if value is None or not bill else in_parts(pair(fen(value), bill), 1000),
                "whose": "missing" if value is None else "given" if name in given else "computed",
            }
        )
    return told


def _all_given(layer: str, parts: set[str], given: set[str]) -> bool:
    return all(name in given for name in parts if name.endswith(f".{layer}"))


# ── the working: step by step ───────────────────────────────────────────────────────────────────────────────────────


def _step(step: dict, words: Wording) -> dict:
    said, number = words.step(step["kind"])
    layer = words.own["layers"][step["layer"]][words.lang]
    told = {
        "id": step["id"],
        "episode": step["episode"],
        "layer": step["layer"],
        "title": f"{layer} · {said['title'][words.lang].format(n=number)}",
        "formula": words.formula(step["formula"]) if step.get("formula") else None,
        "numbers": None,
        "value": None,
        "applied": step["applied"],
        "cites": [_cite(cite, words) for cite in step["cites"]],
        "readings": step.get("readings", []),
        "assumptions": step.get("assumptions", []),
    }
    if not step["applied"]:
        return {**told, "sentence": said["sentence"][words.lang].format(**words.why(step["words"]))}
    if step.get("waits"):
        return {**told, "sentence": words.own["waits"][words.lang]}
    operands = {name: grouped(text) for name, text in step["operands"].items()}
    value = step["value"]
    filled = {**operands, "n": number, "value": None if value is None else grouped(value)}
    return {
        **told,
        "sentence": said["sentence"][words.lang].format(**filled),
        "numbers": words.formula(step["formula"], operands) if step["formula"] else None,
        "value": words.amount(value) if value is not None and step["unit"] == "yuan" else value,
    }


def _cite(cite: dict, words: Wording) -> dict:
    label = words.book.clauses[cite["clause"]]["label"][words.lang]
    return {"clause": cite["clause"], "label": label, "words": cite["words"]}


# ── the values and the doubts ───────────────────────────────────────────────────────────────────────────────────────


def _value(value: dict, words: Wording) -> dict:
    book, lang = words.book, words.lang
    whose = words.common["whose"][value["whose"]][lang]
    if value["whose"] == "hint":
        hint = book.hints[value["source"]]
        whose = f"{whose} · {hint['grade']} · {hint['source'][lang]}"
    elif value["source"] in book.profiles:
        whose = book.profiles[value["source"]][lang]
    return {
        "concept": value["concept"],
        "name": book.concepts[value["concept"]][lang],
        "keys_words": words.keys(value["keys"]),
        "value": words.literal(value["value"]),
        "whose": value["whose"],
        "whose_words": whose,
        "cites": [_cite(cite, words) for cite in value["cites"]],
    }


def _missing(value: dict, result: dict, words: Wording) -> dict:
    lang, concept = words.lang, words.book.concepts.get(value["concept"])
    if concept is None:  # an amount that only a settlement slip can tell
        layer = words.own["layers"][value["concept"].removeprefix("paid.")][lang]
        name, keys, kind = words.common["slip_amount"][lang].format(layer=layer), value["keys"]["episode"], "money"
    else:
        name, keys, kind = concept[lang], words.keys(value["keys"]), concept["kind"]
    return {
        "concept": value["concept"],
        "name": name,
        "keys": value["keys"],
        "keys_words": keys,
        "kind": kind,
        "who_knows": _who_knows(value, words),
        "matters": value["matters"],
        "hints": _hints(value["concept"], result["inputs"], words),
    }


def _who_knows(value: dict, words: Wording) -> str:
    """Who could tell the value; first of all the person, where the inputs leave open which value is meant."""
    who = value["who_knows"][words.lang] if value["who_knows"] else ""
    if not value["untold"]:
        return who
    keys = words.listed([words.book.keys[key][words.lang] for key in value["untold"]])
    return words.common["untold"][words.lang].format(keys=keys, who=who)


def _hints(concept: str, inputs: dict, words: Wording) -> list[dict]:
    """Hints for the place or one above it that hold on the date asked."""
    places = words.book.places(inputs["place"])
    return [
        {
            "id": name,
            "value": words.literal(hint["text"]),
            "grade": hint["grade"],
            "source": hint["source"][words.lang],
        }
        for name, hint in words.book.hints.items()
        if hint["concept"] == concept
        and hint["place"] in places
        and within(inputs["date"], hint["from"], hint["until"])
    ]


def _reading(reading: dict, words: Wording) -> dict:
    lang, entry = words.lang, words.book.readings[reading["id"]]
    return {
        "id": reading["id"],
        "question": entry[lang],
        "option": reading["option"],
        "option_words": entry["options"][reading["option"]][lang],
        "is_chosen": reading["option"] == reading["chosen"],
        "why": entry["why"][lang],
        "others": [
            {"option": name, "words": option[lang]}
            for name, option in entry["options"].items()
            if name != reading["option"]
        ],
    }
