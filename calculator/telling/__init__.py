"""A result read aloud in Chinese or English: for the page, the command line and print.

It adds words, never numbers.
"""

from __future__ import annotations

from calculator.families import FAMILIES
from calculator.rulebook import Rulebook, carried
from calculator.telling.bill import told_bill
from calculator.telling.sheet import told_sheet
from calculator.telling.steps import told_cite, told_step
from calculator.telling.values import told_missing, told_reading, told_value
from calculator.wording import Wording

SHAPES = {"bill": told_bill, "sheet": told_sheet}


def explain(result: dict, lang: str, rulebook: Rulebook | None = None) -> dict:
    """What a result page shows, all words in ``lang`` ("zh" or "en"): the answer first, then working and doubts.

    Raises ``ValueError`` for a result that was asked for without its working.
    """
    if "steps" not in result:
        raise ValueError("a result without its working explains nothing: ask for it with the working")
    words = Wording(lang, result["calculator"], rulebook or carried())
    common = words.common
    about = result["status"] if result["documents"] or result["status"] != "not_determined" else "no_document"
    last = result.get("last_valid_day")
    ended = [words.book.documents[name]["short"][lang] for name in result["documents"]]
    status = common["status"][about][lang].format(day=last and words.day(last), documents=words.listed(ended))
    if result["status"] == "computed":
        shape = SHAPES[FAMILIES[result["calculator"]].TOLD_AS](result, words)
    else:
        answer = status if about == "no_document" else words.running([common["answer"]["no_day"][lang], status])
        shape = {"answer": answer, "sentences": [answer], "payers": [], "episodes": [], "sections": []}
    return {
        "lang": lang,
        "title": words.own["title"][lang],
        "status": result["status"],
        "status_words": status,
        **shape,
        "working": [told_step(step, words) for step in result["steps"]],
        "values": [told_value(value, words) for value in result["values_used"]],
        "unused": [
            common["unused"][lang].format(name=words.book.concepts[concept][lang])
            for concept in result["values_unused"]
        ],
        "missing": [told_missing(value, result, words) for value in result["missing"]],
        "readings": [told_reading(reading, words) for reading in result["readings"]],
        "assumptions": [{"id": name, "words": words.book.assumptions[name][lang]} for name in result["assumptions"]],
        "next_steps": [_duty(duty, words) for duty in result["next_steps"]],
        "disclaimer": common["disclaimer"][lang],
        "receipt": result["receipt"],
    }


def _duty(duty: dict, words: Wording) -> dict:
    """Who must do what, by when, under which clause."""
    said = {name: duty[name] and duty[name][words.lang] for name in ("who", "must", "for", "within", "every")}
    cites = [told_cite(cite, words) for cite in duty["cites"]]
    return {**said, "by": duty["by"], "person": duty["person"], "cites": cites}
