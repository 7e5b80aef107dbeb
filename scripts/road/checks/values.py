"""Values: known concepts, right keys, literals that read exactly, numbers that stand in the words quoted for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from calculator.dates import plus_months
from calculator.inputs import inside
from calculator.literals import LiteralError, bare, day, fold, is_approximate, numbers_in, read
from scripts.road.checks.days import starts_with
from scripts.road.checks.known import Known, placed_at
from scripts.road.checks.quantities import Quantity, chinese_number, in_chinese
from scripts.road.checks.states import check_formula, check_left_to, check_state
from scripts.road.checks.tables import with_units
from scripts.road.findings import Place
from scripts.road.model import Concept, Document, Given, Policy, Provision, Scale, Searched, Stated, Text, Value

Span = tuple[str, str | None]  # a first day and the day it no longer holds on

IN_WORDS = {
    "100%": ("全额", "全部", "全免"),
    "50%": ("一半", "半数", "减半"),
    "0%": ("不再享受", "不予", "不享受", "不收"),
}  # ratios that sources say in words
FREE = re.compile(
    "(取消|不设|无|没有|不收|不再收取?|免收|免缴|免交|免除)[^,。;、]{0,8}(起付|押金|费)"
)  # 0元, said in words
FIGURES = ("yuan", "percent", "points")  # units of what a value may be
FIRST, LAST = "1949-10-01", "2100-01-01"  # what a document of today can speak of
NO_LIMIT = ("取消", "不设", "无", "不封顶", "没有")


Shelves = dict[tuple[object, ...], list[tuple[Span, Value]]]  # the values for one place, keys and people


def check_values(known: Known, shelves: Shelves, policy: Policy) -> None:
    """Every value; those that are given are put on the ``shelves`` of all documents, until the day on which another
    one ends them."""
    for document in known.documents.values():
        for provision in document.provisions:
            _check_figures_shared(provision, known)
            for value in provision.values:
                _check_value(document, provision, value, known)
                if value.is_given:
                    people = provision.people_of(value)
                    shelf = (document.place, str(value.concept), tuple(sorted(value.keys.items())), people)
                    shelves.setdefault(shelf, []).append((_span(document, provision, value, policy), value))


def _check_figures_shared(provision: Provision, known: Known) -> None:
    """A figure that a quote has once states one concept, not two while the quote's other figure states none."""
    for name, quote in provision.quotes.items():
        printed = Counter({one: often for one, often in in_chinese(quote).items() if one[1] in FIGURES})
        stated: dict[Quantity, Value] = {}
        twice: list[Value] = []
        for value in provision.values:
            for figure in in_chinese(value.value) if value.quote == name and isinstance(value.value, Given) else ():
                if stated.setdefault(figure, value).concept != value.concept and printed[figure] == 1:
                    twice.append(value)
        if left := [number for number, _ in printed.keys() - stated.keys()]:
            for value in twice:
                found = f"{value.value} for a second concept, {value.concept}, of a quote that has it once"
                known.findings.add(value.at, found, f"a figure that is left in the quote: {', '.join(left)}")


def check_shelves(shelves: Shelves, known: Known) -> None:
    """That no two values of the documents contradict each other."""
    for rows in shelves.values():
        _check_shelf(rows, known)


def _span(document: Document, provision: Provision, value: Value, policy: Policy) -> Span:
    """From when until when a value stands: its own days within those of its document, to the one that ends it."""
    starts = value.from_.value if value.from_ else document.holds.from_.value or document.issued.value
    ends = value.until.value if value.until else document.holds.until.value
    ended = policy.ended_on(document, provision, str(value.concept), *(str(rule.id) for rule in provision.rules))
    return (starts or "", min((day for day in (ends, ended) if day), default=None))


def _check_shelf(rows: list[tuple[Span, Value]], known: Known) -> None:
    """Values of one concept for one place, keys and people: each starts on its own day, or after the others end."""
    for number, ((starts, ends), value) in enumerate(rows):
        for (other_starts, other_ends), other in rows[:number]:
            overlap = (ends is None or other_starts < ends) and (other_ends is None or starts < other_ends)
            if overlap and (starts == other_starts or value.at.file != other.at.file):
                known.findings.add(
                    value.at,
                    f"a second value of {value.concept}",
                    f"one for a place, a time and the people of the rules beside it; the other stands at {other.at}. "
                    "Where groups have different values, each has a provision with its value and its rule",
                )


def _check_value(document: Document, provision: Provision, value: Value, known: Known) -> None:
    findings = known.findings
    if not known.refer(value.concept, known.concepts, "concept"):
        return
    concept = known.concepts[value.concept]
    fits_keys(concept, value.keys, known)
    if value.searched is not None:
        check_searched(value.searched, document, known)
    if not check_state(value, findings):
        return
    unknown = [quote for quote in value.rests_on if not known.refer(quote, provision.quotes, "quote of this provision")]
    readable = value.value is not None and check_literal(concept, value.value, known)
    if value.formula and readable:
        check_formula(value.formula, value, document, provision, known)
    elif value.to and not unknown:
        check_left_to(value.to, value, provision, findings)
    elif value.value and value.quote and readable and not unknown:
        _check_stands_in(concept, value.value, provision, str(value.quote), known)


def check_searched(searched: Searched, document: Document, known: Known) -> None:
    """A search is through provisions that the document has, for at least one word of its language."""
    if searched.clauses != "all":
        for clause in searched.clauses:
            known.refer(
                placed_at(clause, searched.at), {str(p.id) for p in document.provisions}, "provision of this document"
            )
    if not searched.looked_for:
        known.findings.add(
            searched.at, "a search for no word", "the words that were looked for, as the text would have them"
        )
    for word in searched.looked_for:
        if re.fullmatch("[a-z ]+", word):
            known.findings.add(word.at, f'"{word}"', "a word as the official text would have it, in Chinese")


def check_literal(concept: Concept, literal: Given | Scale, known: Known, or_none: bool = False) -> bool:
    """Whether a literal can be read for its concept; a finding when it cannot."""
    plain = literal.plain() if isinstance(literal, Scale) else str(literal)
    try:
        value = read(concept.kind, plain, or_none or concept.may_be == "none")
    except LiteralError as error:
        form = known.forms[error.form]["en"]
        at, told = _of_scale(literal, error.found) if isinstance(literal, Scale) else (literal.at, f'"{error.found}"')
        known.findings.add(at, f"{told} for {concept.id}", form)
        return False
    try:
        bounds = [
            None if one is None else read(concept.kind, one.plain() if isinstance(one, Scale) else str(one), True)
            for one in (concept.least, concept.most)
        ]
    except LiteralError:
        return False  # the bound itself is told where it stands
    if concept.kind in ("money", "ratio", "increase", "count") and not inside(value, *bounds):
        between = f"a value from {concept.least} to {concept.most}"
        known.findings.add(literal.at, f"{literal} for {concept.id}", f"{between}, the concept's bounds")
        return False
    return True


def _of_scale(scale: Scale, found: object) -> tuple[Place, str]:
    """Where in a table something stands that cannot be read, and how it is told."""
    for row in scale.rows:
        for part in (row.upto, row.ratio):
            if part is not None and str(part) == found:
                return part.at, f'"{found}"'
        if row.plain() == found:
            return row.at, "a row with " + ", ".join(f"{name} {part}" for name, part in row.plain().items())
    return scale.at, "a table without rows" if not scale.rows else "a table"


def _check_stands_in(concept: Concept, value: Given | Scale, provision: Provision, quote: str, known: Known) -> None:
    """The number of a value stands in its quote, in any of the forms a source prints it in; a row of a scale may have a
    quote of its own."""
    literals = [(value, quote)] if isinstance(value, Given) else _parts_of(value, quote)
    told = with_units(provision.quotes)
    for literal, name in literals:
        kind = concept.kind if isinstance(value, Given) else "money" if literal.endswith("元") else "ratio"
        if not stands(kind, literal, told[name]):
            known.findings.add(
                literal.at,
                f'{literal}, which its quote "{provision.quotes[name]}" does not say',
                "the number that the quoted words state",
            )


def _parts_of(scale: Scale, quote: str) -> list[tuple[Given, str]]:
    """The literals of a scale, each with the name of the quote that states it."""
    return [(part, str(row.quote or quote)) for row in scale.rows for part in (row.upto, row.ratio) if part is not None]


def stands(kind: str, literal: Given, quote: str) -> bool:
    """Whether a quote says a literal of a kind, in any of the forms a source prints it in."""
    if literal == "none":
        return any(word in quote for word in NO_LIMIT)
    if kind == "flag":  # whether words say yes or no is for a reader to judge
        return True
    if any(word in quote for word in IN_WORDS.get(str(literal), ())):
        return True
    number = read(kind, str(literal))
    if kind == "money" and number == 0 and FREE.search(fold(quote)):
        return True
    if is_approximate(literal) != _says_about(bare(literal), quote):
        return False
    if kind in ("ratio", "increase") and ("百分点" in literal) != _says_points(bare(literal), quote):
        return False
    if kind == "count" and not bare(literal).isdigit() and bare(literal) not in fold(quote):
        return _in_numerals(bare(literal), quote)
    if kind == "count":
        return any(str(number) in _parts(told) for told, _ in in_chinese(quote, ones=True))
    wanted = "ratio" if kind == "increase" else kind
    return (wanted, tuple(number) if isinstance(number, list) else number) in numbers_in(quote)


def _in_numerals(literal: str, quote: str) -> bool:
    """Whether a quote says a count with its unit in Chinese numerals (三次 for 3次)."""
    number = re.match(r"\d+", literal)
    unit = literal[number.end() :] if number else literal
    told = re.findall(f"([一二两三四五六七八九十百千]+){re.escape(unit)}", fold(quote))
    return any(number and chinese_number(one, None) == int(number.group()) for one in told)


def _says_about(literal: str, quote: str) -> bool:
    """Whether a quote makes a number approximate, where it prints it as the literal does."""
    number = re.escape(literal)
    return bool(re.search(rf"约{number}|(?<![\d.]){number}[个月天周年元]{{0,2}}(?:左右|余|多)", fold(quote)))


def _says_points(literal: str, quote: str) -> bool:
    """Whether a quote gives a number in percentage points alone."""
    number = re.escape(literal.rstrip("个百分点%"))
    told = fold(quote)
    return bool(re.search(rf"(?<![\d.]){number}个?百分点", told)) and not re.search(rf"(?<![\d.]){number}%", told)


def _parts(told: str) -> list[str]:
    """A number as told, and the year, month and day of a date: a count may be the 31 of 12-31."""
    return [told, *(part.lstrip("0") for part in told.split("-"))]


def fits_keys(concept: Concept, keys: Mapping[str, Text], known: Known) -> None:
    """Keys that the concept is looked up by, with values that those keys have."""
    if not known.keys.keys() >= {*concept.by}:
        return  # told where the concept stands
    for name, value in keys.items():
        by = f"key that {concept.id} is looked up by"
        if known.refer(placed_at(name, value.at), concept.by, by) and name in known.keys:
            known.refer(value, [str(item.id) for item in known.keys[name].values], f"value of the key {name}")


def says_day(quote: str, value: str, ends: bool) -> bool:
    """Whether a quote says a day; the first day on which something no longer holds may stand there as its last
    one, and a day on which something starts as its month or year."""
    days = [value, str(date.fromisoformat(value) - timedelta(days=1))] if ends else [value]
    return any(("date", day) in numbers_in(quote) for day in days) or (not ends and starts_with(quote, value))


def check_stated(stated: Stated, document: Document, known: Known, is_day: bool, ends: bool = False) -> None:
    """A date or number with its clause and quote, or not stated with what was searched."""
    findings = known.findings
    if stated.state == "not_stated":
        if stated.searched is not None:
            check_searched(stated.searched, document, known)
        if stated.searched is None or stated.value is not None:
            findings.add(
                stated.at,
                "something not stated without what was searched, or with a value",
                'state: not_stated with "searched" and no value',
            )
        return
    if stated.value is None:
        findings.add(stated.at, 'no "value"', "a value with clause and quote, or state: not_stated")
        return
    if is_day and day(stated.value) is None:
        findings.add(stated.value.at, f'"{stated.value}"', "a day of the calendar, as 2024-09-01")
    elif is_day and not FIRST <= stated.value < LAST:
        findings.add(stated.value.at, f'"{stated.value}"', f"a day from {FIRST} on, before {LAST}")
    elif stated.state == "inferred":
        if stated.why is None:
            findings.add(stated.at, "an inferred value without its reason", "why, in both languages")
    elif stated.clause is None or stated.quote is None:
        findings.add(stated.at, "a stated value without clause or quote", "the clause and the words that state it")
    else:
        provisions = {str(p.id) for p in document.provisions}
        if document.complete:
            known.refer(stated.clause, provisions, "provision of this document")
        first = document.holds.from_.value if ends else None
        if is_day:
            says = says_day(stated.quote, stated.value, ends) or stated.value in _lasting(stated.quote, first)
        else:
            says = fold(stated.value) in fold(stated.quote)
        if not says:
            findings.add(
                stated.value.at,
                f'{stated.value}, which its quote "{stated.quote}" does not say',
                "what the quoted words state; what follows from them by thought is state: inferred, and why",
            )


def _lasting(quote: str, first: str | None) -> list[str]:
    """The days on which what starts on ``first`` has ended, if the quote says how long it lasts (有效期2年)."""
    if first is None or day(first) is None:
        return []
    told = [(int(number), unit) for number, unit in in_chinese(quote, ones=True) if unit in ("year", "month")]
    months = [number * (12 if unit == "year" else 1) for number, unit in told]
    return [plus_months(first, number) for number in months]
