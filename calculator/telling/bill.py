"""A bill told: who pays what, for the year and for each episode."""

from __future__ import annotations

from calculator.money import fen, in_parts, pair, yuan
from calculator.telling.sheet import told_result
from calculator.wording import Wording, grouped

AT_THE_END = "year_end"


def told_bill(result: dict, words: Wording) -> dict:
    """The answer in one sentence, the payers over the year, and those of each episode in the order of computing."""
    amounts = {one["id"]: one for one in result["results"] if one["unit"] == "yuan"}
    answer = _answer(result, amounts, words)
    return {
        "answer": answer,
        "sentences": [answer],
        "payers": _payers("year", result, amounts, words),
        "episodes": [_episode(n, one, result, amounts, words) for n, one in enumerate(_in_order(result, amounts), 1)],
        "sections": _sections(result, amounts, words),
    }


def _sections(result: dict, amounts: dict, words: Wording) -> list[dict]:
    """What is said beside the money of each episode, and what is paid once the year is over."""
    named = {episode["id"]: _name(n, episode, words) for n, episode in enumerate(_in_order(result, amounts), 1)}
    sections = []
    for id, name in [*named.items(), (AT_THE_END, "")]:
        form = words.own["sections"]["year_end" if id == AT_THE_END else "episode"][words.lang]
        told = [
            told_result(one, words)
            for one in result["results"]
            if one["id"].rpartition(".")[0] == id and (id == AT_THE_END or one["unit"] != "yuan")
        ]
        if told:
            sections.append({"id": id, "kind": "episode", "name": form.format(name=name), "results": told})
    return sections


def _answer(result: dict, amounts: dict, words: Wording) -> str:
    total, patient = amounts["year.total"]["value"], amounts["year.patient"]
    if patient["value"] is None:
        low, high = map(grouped, patient["between"])
        count = sum(1 for value in result["missing"] if value["matters"])
        return words.own["answer"]["between"][words.lang].format(total=grouped(total), low=low, high=high, count=count)
    aside = _aside(result)
    paid = yuan(fen(total) - fen(patient["value"]) - aside)
    sentence = "about" if patient.get("approximate") else "computed"
    told = words.own["answer"][sentence][words.lang].format(
        total=grouped(total), patient=grouped(patient["value"]), paid=grouped(paid)
    )
    apart = words.own["answer"]["aside"][words.lang].format(aside=grouped(yuan(aside))) if aside else ""
    return f"{told}{apart}"


def _aside(result: dict) -> int:
    """Fen that nobody pays and that are not called the person's either."""
    return sum(fen(step["value"]) for step in result["steps"] if step["kind"] == "set_aside" and step["value"])


def _in_order(result: dict, amounts: dict) -> list[dict]:
    """The episodes as asked, in the order in which they were computed."""
    by_id = {episode["id"]: episode for episode in result["inputs"]["episodes"]}
    order = dict.fromkeys(name.rsplit(".", 1)[0] for name in amounts)
    return [by_id[name] for name in order if name in by_id]


def _episode(number: int, episode: dict, result: dict, amounts: dict, words: Wording) -> dict:
    payers = _payers(episode["id"], result, amounts, words)
    return {"id": episode["id"], "name": _name(number, episode, words), "payers": payers}


def _name(number: int, episode: dict, words: Wording) -> str:
    care = words.book.keys["care"]["values"][episode["care"]][words.lang]
    return str(words.own["episode"][words.lang].format(n=number, care=care, admitted=words.day(episode["admitted"])))


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
                "about": words.common["approximately"][words.lang] if amount.get("approximate") else None,
                "approximate": amount.get("approximate", False),
                "share": None if value is None or not bill else in_parts(pair(fen(value), bill), 1000),
                "whose": "missing" if value is None else "given" if name in given else "computed",
            }
        )
    return told


def _all_given(layer: str, parts: set[str], given: set[str]) -> bool:
    return all(name in given for name in parts if name.endswith(f".{layer}"))
