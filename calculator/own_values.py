"""Local values that the asker brings: the rows that a look-up goes through."""

from __future__ import annotations

from calculator.literals import is_approximate, read
from calculator.rulebook import Rulebook


def own_rows(values: dict, book: Rulebook) -> dict[str, list[dict]]:
    """Normalised ``values`` as rows for look-up, in machine form; hints taken become rows of their hint."""
    rows: dict[str, list[dict]] = {}
    for concept, given in values.items():
        entry = book.concepts[concept]
        for row in given:
            if "hint" in row:
                hint = book.hints[row["hint"]]
                found = {
                    "value": hint["value"],
                    "text": hint["text"],
                    "whose": "hint",
                    "source": row["hint"],
                    "approximate": hint["approximate"],
                }
            else:
                text = row["value"]
                value = read(entry["kind"], text, entry["may_be_none"])
                found = {"value": value, "text": text, "whose": "own", "approximate": is_approximate(text)}
            rows.setdefault(concept, []).append({"keys": row["keys"], **found})
    return rows


def profile_of(inputs: dict, book: Rulebook) -> dict | None:
    """The set of local values that normalised inputs choose, by its name or brought along; ``None``: none."""
    profile = inputs.get("profile")
    if isinstance(profile, str):
        return book.profiles[profile]
    return profile and {"id": "own", "invented": False, "values": own_rows(profile["values"], book)}
