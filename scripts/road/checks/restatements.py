"""Restatements: the same numbers in both languages, each carried by a quote; short sentences; words of our own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from fractions import Fraction

from calculator.literals import fold
from scripts.road.checks.degrees import check_degrees
from scripts.road.checks.known import HAN, Known
from scripts.road.checks.limits import check_limits
from scripts.road.checks.marks import check_cited, check_marks, plain
from scripts.road.checks.negations import check_negations
from scripts.road.checks.quantities import Quantity, in_chinese, in_english
from scripts.road.checks.tables import with_units
from scripts.road.model import Document, Provision, Scale, Text
from scripts.road.texts import OfficialText, Texts

LONGEST = {"zh": 60, "en": 30}  # Chinese characters or English words in a sentence that is no list
LONGEST_RUN = 20  # characters in a row that may stand in the official text too, unless they are names

TIMES = {"day", "week", "month", "year", "hour", "minute"}
MEASURED = {"yuan", "percent", "points", *TIMES}  # units that are never the same thing

_SENTENCES = {"zh": re.compile(r"[。；！？\n]"), "en": re.compile(r"(?<=[^.][a-z0-9)%”\"])[.;!?](?:\s|$)")}
_LISTS = {"zh": re.compile(r"[、：]"), "en": re.compile(r"[,:]")}


def check_restatements(known: Known, texts: Texts | None) -> None:
    """Every provision of every document; the comparison with the official text where it is at hand."""
    names = known.names
    for document in known.documents.values():
        text = texts.get(str(document.id)) if texts else None
        runs = set() if text is None else _runs(text.folded)
        own_names = [] if text is None else _names(document, known)
        printed = plain(text.folded) if text else None
        if printed is not None:
            check_cited(document, printed, known)
        for provision in document.provisions:
            _check_lengths(provision, known)
            _check_numbers(provision, names, known)
            check_degrees(provision, known)
            check_negations(provision, known)
            check_limits(provision, known)
            check_marks(provision, printed, known)
            if text is not None:
                _check_own_words(provision, own_names, text, runs, known)


def _check_lengths(provision: Provision, known: Known) -> None:
    for lang, said in (("zh", provision.zh), ("en", provision.en)):
        if said and (said[-1].isalnum() or said[-1] in "，、,"):
            known.findings.add(said.at, f'a text that ends with "{said[-1]}"', "a whole sentence, with its full stop")
        for sentence in _SENTENCES[lang].split(said):
            length = len(HAN.findall(sentence)) if lang == "zh" else len(sentence.split())
            if length > LONGEST[lang] and len(_LISTS[lang].findall(sentence)) < 2:
                unit = "characters" if lang == "zh" else "words"
                known.findings.add(
                    said.at,
                    f'a sentence of {length} {unit} ("{sentence.strip()[:24]}…")',
                    f"at most {LONGEST[lang]}, unless it lists",
                )


def _check_numbers(provision: Provision, names: dict[str, list[str]], known: Known) -> None:
    """The figures of a restatement. Of a wrong one in Chinese nothing more is told: neither that the value's own is
    missing, nor that the English has it right."""
    zh, en = in_chinese(provision.zh, names["zh"]), in_english(provision.en, names["en"])
    _check_duties(provision, zh, names, known)
    if not provision.quotes:  # told already
        return
    quoted: dict[str, set[str]] = {}
    for quote in with_units(provision.quotes).values():
        for number, unit in _halved(in_chinese(quote, ones=True)):
            quoted.setdefault(number, set()).add(unit)
    wrong: set[Quantity] = set()
    for number, unit in zh:
        (plain, _), *_ = _halved([(number, unit)])
        if plain not in quoted and not (unit == "date" and any(_within(number, other) for other in quoted)):
            found, expected = "which no quote carries", "a quote for every figure"
        elif unit in MEASURED and MEASURED.issuperset(units := quoted.get(plain, set())) and unit not in units:
            found, expected = f"where the quotes have {_told((number, one) for one in sorted(units))}", "the same unit"
        else:
            continue
        wrong.add((number, unit))
        known.findings.add(provision.zh.at, f"{_told([(number, unit)])}, {found}", expected)
    if not wrong:
        _check_values_told(provision, quoted, known)
    if not wrong or not wrong.issuperset(zh - en) or any(number not in quoted for number, _ in en - zh):
        _check_alike(zh, en, provision.en, known)


def _check_values_told(provision: Provision, quoted: Collection[str], known: Known) -> None:
    """The figure of each value that is quoted comes again in the restatement; what a quote says in words (全额, 不设)
    and a date or count, which may be told in part, need not."""
    told = {number for number, _ in _halved(in_chinese(provision.zh, ones=True))}
    for value in provision.values:
        concept = known.concepts.get(str(value.concept))
        if value.quote and value.value and concept and concept.kind in ("money", "ratio", "increase", "scale"):
            scale = value.value if isinstance(value.value, Scale) else None
            parts = [part for row in scale.rows for part in (row.upto, row.ratio)] if scale else [value.value]
            for figure in (str(part) for part in parts if part):
                numbers = {number for number, _ in _halved(in_chinese(figure, ones=True))}
                if numbers <= set(quoted) and not numbers <= told:
                    known.findings.add(
                        provision.zh.at,
                        f"nothing of {figure}, a value of {value.concept} here",
                        "every value that the provision states",
                    )


def _check_alike(zh: Counter[Quantity], en: Counter[Quantity], at: Text, known: Known) -> None:
    if zh == en:
        return
    more, less = list((en - zh).elements()), list((zh - en).elements())
    for one in list(more):  # half for 50%, or "from 15 days to 10" with the unit told once
        for other in less:
            if _halved([one]) == _halved([other]) or (one[0] == other[0] and one[1] == "n" and other[1] in TIMES):
                more.remove(one)
                less.remove(other)
                break
    if more or less:
        known.findings.add(
            at.at,
            f"other numbers than in Chinese: {_told(more) or 'nothing'} more, {_told(less) or 'nothing'} less",
            "the same numbers, each as often",
        )


def _halved(quantities: Iterable[Quantity]) -> list[Quantity]:
    """Half as the 50% that it is, and so another part of a whole."""
    return [(str(Fraction(one[0]) * 100), "percent") if one[1] in ("half", "part") else one for one in quantities]


def _check_duties(provision: Provision, told: Counter[Quantity], names: dict[str, list[str]], known: Known) -> None:
    """What a duty or target measures is the same in both languages, and is ``told`` by the provision too."""
    for said in provision.duties:
        zh, en = _measured(in_chinese(said.zh, names["zh"])), _measured(in_english(said.en, names["en"]))
        _check_alike(zh, en, said.en, known)
        for quantity in zh.keys() - told.keys():
            known.findings.add(
                said.zh.at, f"{_told([quantity])}, which the provision does not say", "a figure of its Chinese text"
            )


def _measured(quantities: Counter[Quantity]) -> Counter[Quantity]:
    """Without bare counts: a duty is told in few words, and two departments may be "both" or nothing."""
    return Counter({one: often for one, often in quantities.items() if one[1] not in ("n", "half")})


def _within(date: str, other: str) -> bool:
    """Whether one date tells part of the other: 2024 or 09-01 of 2024-09-01."""
    return other.startswith(date) or other.endswith(date)


def _names(document: Document, known: Known) -> list[str]:
    """The names that a document may repeat in full, the longest first."""
    names = [*known.proper, *(issuer.zh for issuer in document.issuers), *(word.printed for word in document.words)]
    return sorted(names, key=len, reverse=True)


def _check_own_words(provision: Provision, names: list[str], text: OfficialText, runs: set[str], known: Known) -> None:
    """No long run of the official text but for names and titles, which nobody can say in other words; neither in what
    is restated nor in what is told of duties and targets."""
    duties = [said for duty in provision.obligations for said in (duty.must, duty.for_) if said]
    targets = [target.indicator for target in provision.targets]
    for zh in [provision.zh, *(said.zh for said in (*duties, *targets))]:
        said = re.sub(r"《[^》]*》", "\0", zh)
        for name in names:
            said = said.replace(name, "\0")
        parts = [part for part in map(fold, said.split("\0")) if not runs.isdisjoint(_runs(part))]
        if run := max((_longest_run(part, text.folded) for part in parts), key=len, default=""):
            known.findings.add(
                zh.at,
                f'"{run}", {len(run)} characters of the official text',
                f"words of our own; at most {LONGEST_RUN} in a row but for names",
            )


def _runs(text: str) -> set[str]:
    """Every run of one character more than may stand in both: sought in a set, not one by one in the text."""
    return {text[start : start + LONGEST_RUN + 1] for start in range(len(text) - LONGEST_RUN)}


def _longest_run(said: str, text: str) -> str:
    best, start = "", 0
    for end in range(1, len(said) + 1):
        while said[start:end] not in text:
            start += 1
        if end - start > len(best):
            best = said[start:end]
    return best


def _told(quantities: Iterable[Quantity] | Counter[Quantity]) -> str:
    return ", ".join(
        number if unit in ("n", "date", "half", "clock") else f"{number} {unit}" for number, unit in quantities
    )
