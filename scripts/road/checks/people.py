"""People: a restatement names whom its quotes name, and nobody whom its part of the official text does not name."""

from __future__ import annotations

import re

from calculator.literals import fold
from scripts.road.checks.known import HAN, Known, without_brackets
from scripts.road.division import divide
from scripts.road.model import Document, Policy
from scripts.road.texts import OfficialText

BEGINNING = 4  # characters of a name by which a longer one may be told in other words


class Names:
    """What the groups of people are called: by the document, by the list of groups and by the glossary."""

    def __init__(self, document: Document, policy: Policy) -> None:
        self.of = {str(word.printed): str(word.group) for word in document.words}
        self.of |= {without_brackets(group.zh): str(group.id) for group in policy.groups}
        alike: dict[str, list[str]] = {}
        for name in self.of:
            alike.setdefault(name[:BEGINNING], []).append(name)
        for term in policy.glossary:
            names = [without_brackets(name) for name in (term.zh, *term.aliases) if HAN.search(name)]
            near = ((whole, name) for name in names for whole in alike.get(name[:BEGINNING], ()))
            groups = {self.of[whole] for whole, name in near if _begins(whole, name)}
            self.of |= dict.fromkeys(names, groups.pop()) if len(groups) == 1 else {}
        self._mere = {str(group.id) for group in policy.groups if group.kind == "umbrella"}
        longest_first = sorted(self.of, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def named(self, text: str) -> dict[str, str]:
        """The groups that a text names, each with the name it has there; not those that a mere umbrella term means."""
        named = {self.of[name]: name for name in self._pattern.findall(text)}
        return {group: name for group, name in named.items() if group not in self._mere}

    def may_mean(self, group: str, text: str) -> bool:
        """Whether a text begins to name a group, and goes on in words of its own."""
        return any(name[:BEGINNING] in text for name, of in self.of.items() if of == group and len(name) > BEGINNING)


def _begins(whole: str, name: str) -> bool:
    return whole == name or (len(name) >= BEGINNING and whole.startswith(name))


def check_people(document: Document, policy: Policy, text: OfficialText | None, known: Known) -> None:
    """Every provision of one document."""
    if any(word.group not in known.groups for word in document.words):
        return  # told where it stands
    names = Names(document, policy)
    parts = divide(document, text).parts if text else {}
    for provision in document.provisions:
        told = names.named(provision.zh)
        quoted = names.named("\n".join(map(fold, provision.quotes.values())))
        for group in quoted.keys() - told.keys():
            if provision.zh and not names.may_mean(group, provision.zh):
                known.findings.add(
                    provision.zh.at, f'nobody called "{quoted[group]}", whom a quote names', "all whom the quotes name"
                )
        if text and str(provision.id) in parts:
            start, end = parts[str(provision.id)]
            there = names.named(fold(text.text[start:end]))
            for group in told.keys() - there.keys() - quoted.keys():
                known.findings.add(
                    provision.zh.at,
                    f'"{told[group]}", whom this part of the official text does not name',
                    "the people of its own words",
                )
