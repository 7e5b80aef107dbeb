"""The data model: what may stand in ``policy_data``.

The reader takes keys, types and choices from these classes alone. Every object has ``at``, the place where it stands;
every text is a :class:`Text` that knows its own place. A field without a default must be given. Editors see these
names as the keys of their YAML files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from scripts.road.findings import Place


class Text(str):
    """A scalar of the data, with the place it was read from; an unplaced one has none (scripts/road/lean.py)."""

    __slots__ = ("at",)  # there are a hundred of them in a provision

    at: Place

    def __reduce__(self) -> tuple[Callable[..., Text], tuple[object, ...]]:
        kind, text = type(self), str(self)
        return (placed, (kind, text, self.at)) if hasattr(self, "at") else (unplaced, (kind, text))


def placed(kind: type[Text], text: str, at: Place) -> Text:
    """A text that was read from a place."""
    made = kind(text)
    made.at = at
    return made


def place_in(thing: Any) -> Place | None:
    """Where the first text of free-form data stands, if they have any."""
    if isinstance(thing, Text):
        return thing.at
    inner = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return next((at for at in map(place_in, inner) if at), None)


@cache
def unplaced(kind: type[Text], text: str) -> Text:
    """The one text of its kind that says this, wherever it stands."""
    return kind(text)


class Day(Text):
    """An ISO date."""

    __slots__ = ()

    @property
    def date(self) -> date:
        return date.fromisoformat(self)


class Quote(Text):
    """Operative words of an official text, verbatim, at most 60 characters."""

    __slots__ = ()


class Edge(Text):
    """A few words of an official text, at most 12 characters, by which a place in it is found; never shown."""

    __slots__ = ()


class Given(Text):
    """A literal in the source's own form; a YAML number here is an error, so that no figure is ever a float."""

    __slots__ = ()


@dataclass(slots=True)
class Scale:
    """A bracketed table of ratios, one whole table."""

    at: Place
    rows: list[ScaleRow]
    takes: Literal["slice"] = "slice"
    edge: Literal["upper_included", "upper_excluded"] = "upper_included"

    def plain(self) -> dict[str, object]:
        """The table as plain data, as ``calculator.literals`` reads it."""
        return {"takes": str(self.takes), "edge": str(self.edge), "rows": [row.plain() for row in self.rows]}


@dataclass(slots=True)
class ScaleRow:
    at: Place
    ratio: Given
    upto: Given | None = None
    quote: Text | None = None  # that states this row, if another one than the value's

    def plain(self) -> dict[str, str]:
        return ({} if self.upto is None else {"upto": str(self.upto)}) | {"ratio": str(self.ratio)}


@dataclass(slots=True)
class Bilingual:
    """The same thing said in Chinese and in English; neither is a calque of the other."""

    at: Place
    zh: Text
    en: Text


# ── vocabulary ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class KeyValue:
    at: Place
    id: Text
    zh: Text
    en: Text


@dataclass(slots=True)
class Asked:
    """Where a bill asks for a key that the code does not know: of each episode, or of the person.

    Of a person ``several`` answers may hold at once (the diseases somebody has): a limit is then looked up for each.
    """

    at: Place
    of: Literal["episode", "person"]
    several: bool = False
    help: Bilingual | None = None


@dataclass(slots=True)
class Key:
    """Something that a value may be looked up by: hospital level, destination …

    It is answered by one of its ``values``; a flag by yes or no, a key of ``groups`` by one of the groups of that kind.
    """

    at: Place
    id: Text
    zh: Text
    en: Text
    kind: Literal["choice", "flag"] = "choice"
    groups: Literal["identity", "health"] | None = None
    values: list[KeyValue] = field(default_factory=list)
    asked: Asked | None = None


@dataclass(slots=True)
class Concept:
    """Something that can be stated, asked or looked up; nothing else can. ``unit`` is what a count counts.

    On the page of values it stands under its ``topic``, without one at the end.
    """

    at: Place
    id: Text
    kind: Literal["money", "ratio", "increase", "scale", "count", "date", "flag"]
    zh: Text
    en: Text
    unit: Bilingual | None = None
    by: list[Text] = field(default_factory=list)
    per: Literal["stay", "medical_year", "month", "person"] | None = None
    may_be: Literal["none"] | None = None
    least: Given | Scale | None = None
    most: Given | Scale | None = None
    who_knows: Bilingual | None = None
    topic: Text | None = None


@dataclass(slots=True)
class Concepts:
    at: Place
    keys: list[Key]
    concepts: list[Concept]


@dataclass(slots=True)
class Group:
    """People as documents name them: by an ``identity`` that a department recognises, by ``health``, by a ``status``
    such as age or work that nobody need recognise, or by an ``umbrella`` term that gives no benefit by itself."""

    at: Place
    id: Text
    kind: Literal["identity", "health", "status", "umbrella"]
    zh: Text
    en: Text
    implies: list[Text] = field(default_factory=list)
    note: Bilingual | None = None


@dataclass(slots=True)
class Groups:
    at: Place
    groups: list[Group]


@dataclass(slots=True)
class Region:
    """A place with its code of GB/T 2260; ``within`` is the code of the place above it."""

    at: Place
    code: Text
    level: Literal["nation", "province", "city", "county"]
    zh: Text
    en: Text
    within: Text | None = None


@dataclass(slots=True)
class Regions:
    at: Place
    regions: list[Region]


@dataclass(slots=True)
class Topic:
    at: Place
    id: Text
    zh: Text
    en: Text


@dataclass(slots=True)
class Topics:
    at: Place
    topics: list[Topic]


@dataclass(slots=True)
class Term:
    """A word of the field with a one-line meaning; ``aliases`` are other words for it, in either language.

    ``said`` are further turns of phrase by which an English restatement may name it, "…" standing for a few words.
    """

    at: Place
    id: Text
    zh: Text
    en: Text
    means: Bilingual
    pinyin: Text | None = None
    aliases: list[Text] = field(default_factory=list)
    said: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Glossary:
    at: Place
    terms: list[Term]


# ── choices beyond the text ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Option:
    """One way to read a text; ``shown_only`` says why it cannot be computed."""

    at: Place
    id: Text
    zh: Text
    en: Text
    shown_only: Bilingual | None = None


@dataclass(slots=True)
class Reading:
    """A text that can be read two ways: the options, the one chosen, why, and the case that shows the difference."""

    at: Place
    id: Text
    clauses: list[Text]
    zh: Text
    en: Text
    options: list[Option]
    chosen: Text
    why: Bilingual
    shown_by: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Readings:
    at: Place
    readings: list[Reading]


@dataclass(slots=True)
class Assumption:
    """A choice beyond the text that cannot be switched; named in each result that uses it."""

    at: Place
    id: Text
    zh: Text
    en: Text


# What is assumed of a document itself: for each way to assume a day, and of a report, the assumption that says so.
ASSUMED = {"issued": "issued-means-effective", "open_ended": "open-ended", "report": "report-year-only"}


@dataclass(slots=True)
class Assumptions:
    at: Place
    assumptions: list[Assumption]


@dataclass(slots=True)
class Hint:
    """A value from outside the documents that may be offered beside an input, never filled in by itself."""

    at: Place
    id: Text
    concept: Text
    place: Text
    grade: Literal["A", "B", "C"]
    source: Bilingual
    value: Given | Scale
    from_: Annotated[Day | None, "from"] = None
    until: Day | None = None
    keys: dict[str, Text] = field(default_factory=dict)


@dataclass(slots=True)
class Hints:
    at: Place
    hints: list[Hint]


# ── rules ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Who:
    """For whom: at least one of ``any``, all of ``all`` and none of ``none``; ``kind`` takes every group of that
    kind."""

    at: Place
    any: list[Text] = field(default_factory=list)
    all: list[Text] = field(default_factory=list)
    none: list[Text] = field(default_factory=list)
    kind: Literal["identity", "health"] | None = None

    def plain(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"any": self.any, "all": self.all, "none": self.none, "kind": self.kind}


@dataclass(slots=True)
class Base:
    """What a layer is measured on: which costs, left by which layers before it."""

    at: Place
    costs: Literal["in_policy"]
    burden_after: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Chosen:
    """A setting of a rule that follows a reading."""

    at: Place
    reading: Text


@dataclass(slots=True)
class From:
    """A day on which a rule, a value or an ending starts, or a rule or value ends, apart from its document, with the
    quote that says so."""

    at: Place
    value: Day
    quote: Text


@dataclass(slots=True)
class Rule:
    """Which kind of rule (``use``), on which layer, for whom, when, with which concepts, read how; a rule that decides
    ``gives`` outcomes (result → outcome). One that stands only where the text is ``read`` so names reading → option.
    ``keys`` are those under which one of its values is looked up whatever the case; ``in_principle`` says that the text
    leaves room for exceptions."""

    at: Place
    id: Text
    use: Text
    layer: Text
    with_: Annotated[dict[str, Text], "with"] = field(default_factory=dict)
    keys: dict[str, dict[str, Text]] = field(default_factory=dict)
    gives: dict[str, Text] = field(default_factory=dict)
    who: Who | None = None
    when: dict[str, list[Text]] = field(default_factory=dict)
    base: Base | None = None
    how: dict[str, Chosen | Text] = field(default_factory=dict)
    read: dict[str, Text] = field(default_factory=dict)
    from_: Annotated[From | None, "from"] = None
    until: From | None = None
    in_principle: bool = False
    quotes: list[Text] = field(default_factory=list)
    assumptions: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """The ordinary road of a bill, which no document states; each rule rests on named assumptions."""

    at: Place
    rules: list[Rule]


@dataclass(slots=True)
class Shown:
    """A rule that is shown and not computed: the clause it stands in, and why."""

    at: Place
    id: Text
    clause: Text
    zh: Text
    en: Text


@dataclass(slots=True)
class ShownRules:
    at: Place
    shown: list[Shown]


# ── documents ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Answered:
    """Why the figures in these words, which stand near words that were looked for, are not the value sought."""

    at: Place
    quote: Quote
    why: Bilingual


@dataclass(slots=True)
class Searched:
    """Where and for what a text was searched before a value was called not stated.

    Every figure near one of the words must be accounted for: by a stated value's quote, or here.
    """

    at: Place
    clauses: list[Text] | Literal["all"]
    looked_for: list[Text]
    answered: list[Answered] = field(default_factory=list)


@dataclass(slots=True)
class Stated:
    """A date or text with its clause and quoted words; or not stated, and what is assumed instead."""

    at: Place
    value: Text | None = None
    clause: Text | None = None
    quote: Quote | None = None
    state: Literal["stated", "not_stated", "inferred"] = "stated"
    searched: Searched | None = None
    assume: Literal["issued", "open_ended"] | None = None
    reading: Text | None = None
    why: Bilingual | None = None


@dataclass(slots=True)
class Holds:
    """The time a document holds for, half-open: ``until`` is the first day on which it no longer does."""

    at: Place
    from_: Annotated[Stated, "from"]
    until: Stated


@dataclass(slots=True)
class Issuer:
    at: Place
    zh: Text
    en: Text


@dataclass(slots=True)
class Cited:
    """A document that this one rests on, also where it is not held."""

    at: Place
    zh: Text
    en: Text
    clause: Text
    number: Text | None = None


@dataclass(slots=True)
class Word:
    """How a document's own word for people maps to our groups."""

    at: Place
    printed: Text
    clause: Text
    group: Text
    relation: Literal["equals", "overlaps", "part_of"]
    note: Bilingual | None = None


@dataclass(slots=True)
class Value:
    """One value of a concept, with the words that state it; or another ``state``.

    ``derived``: no words state it for these keys; it follows by a ``formula`` of values that this document states.
    ``not_stated``: nobody says it, and what was ``searched``.
    ``delegated``: the same, and the ``quotes`` leave it ``to`` somebody else to set, whom they name.
    ``superseded``: the figure of a practice that the document ends. It is shown and published, and nothing computes it.
    """

    at: Place
    concept: Text
    value: Given | Scale | None = None
    keys: dict[str, Text] = field(default_factory=dict)
    quote: Text | None = None
    from_: Annotated[From | None, "from"] = None
    until: From | None = None
    state: Literal["stated", "derived", "not_stated", "delegated", "superseded"] = "stated"
    searched: Searched | None = None
    formula: Text | None = None  # names of values, with " + ", " - " and " * " between them
    to: Bilingual | None = None
    quotes: list[Text] = field(default_factory=list)  # of a value that is derived or delegated

    @property
    def is_given(self) -> bool:
        """Whether the document gives it: it can be computed with."""
        return self.state in ("stated", "derived")

    @property
    def is_open(self) -> bool:
        """Whether the document leaves it open: somebody must enter it."""
        return self.state in ("not_stated", "delegated")

    @property
    def rests_on(self) -> list[Text]:
        """The names of the quotes that say it, those of single rows of a scale last."""
        rows = self.value.rows if isinstance(self.value, Scale) else []
        own = [self.quote] if self.quote else self.quotes
        return list(dict.fromkeys([*own, *(row.quote for row in rows if row.quote)]))

    @property
    def name(self) -> str:
        """Concept, keys and own first day: ``inpatient.ratio[hospital_level=city]@2024-09-01``."""
        keys = f"[{','.join(f'{key}={chosen}' for key, chosen in sorted(self.keys.items()))}]" if self.keys else ""
        return f"{self.concept}{keys}" + (f"@{self.from_.value}" if self.from_ else "")


@dataclass(slots=True)
class Obligation:
    """Who must do what: by a day, within a time, or how often; ``rule`` names the rule it belongs to.

    ``person``: it is the insured person who must act, not an office.
    """

    at: Place
    who: Bilingual
    must: Bilingual
    quote: Text
    for_: Annotated[Bilingual | None, "for"] = None
    by: Day | None = None
    within: Bilingual | None = None
    every: Bilingual | None = None
    rule: Text | None = None
    person: bool = False


@dataclass(slots=True)
class Target:
    """Which indicator is to reach which bound by when; an approximate bound stays approximate."""

    at: Place
    indicator: Bilingual
    quote: Text
    bound: Literal["at_least", "at_most", "about"] | None = None
    value: Given | None = None
    by: Day | None = None
    rule: Text | None = None


@dataclass(slots=True)
class Ending:
    """A ``clause`` of another document that this provision ends or changes (停止执行, 调整为), for good.

    It ends on the first day of its own document, or on that of ``from``; for everybody, or for those ``who`` are named.
    ``only`` names what ends of the clause, rules by their ids and values by their concepts; without it all of it does.
    """

    at: Place
    clause: Text
    quote: Text
    only: list[Text] = field(default_factory=list)
    who: Who | None = None
    from_: Annotated[From | None, "from"] = None


@dataclass(slots=True)
class Part:
    """Where a provision's part of the official text begins and ends, if not with the sentences of its quotes.

    Both are looked for behind the part of the provision before.
    """

    at: Place
    begins: Edge | None = None
    ends: Edge | None = None


@dataclass(slots=True)
class LeftOut:
    """A stretch that the official text's file has and the document has not, such as the web page around it.

    Looked for where no provision has its part; without ``ends`` it is one sentence.
    """

    at: Place
    begins: Edge
    why: Bilingual
    ends: Edge | None = None


@dataclass(slots=True)
class Provision:
    """One segment of a document under its permanent id."""

    at: Place
    id: Text
    path: Text
    kinds: list[Literal["rule", "obligation", "target", "principle", "definition", "context", "statistic", "metadata"]]
    zh: Text
    en: Text
    quotes: dict[str, Quote]
    part: Part | None = None
    heading: Bilingual | None = None
    topics: list[Text] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    ends: list[Ending] = field(default_factory=list)
    readings: list[Text] = field(default_factory=list)
    assumptions: list[Text] = field(default_factory=list)
    notes: list[Bilingual] = field(default_factory=list)

    def people_of(self, value: Value) -> tuple[tuple[str, ...], ...]:
        """Whose value it is: the groups of each rule beside it that takes it; of everybody, if none does."""
        return tuple(
            tuple(sorted(map(str, rule.who.any))) if rule.who else ()
            for rule in self.rules
            if value.concept in rule.with_.values()
        )

    @property
    def duties(self) -> list[Bilingual]:
        """What is told of its obligations and targets, part by part."""
        told = [part for one in self.obligations for part in (one.who, one.must, one.for_, one.within, one.every)]
        return [part for part in [*told, *(one.indicator for one in self.targets)] if part]

    @property
    def said(self) -> list[Bilingual]:
        """All that is told of its text in our own words: its restatement, then its duties."""
        return [Bilingual(self.at, self.zh, self.en), *self.duties]


@dataclass(slots=True)
class Source:
    """Where the official text is published, in words; no address is guessed."""

    at: Place
    zh: Text
    en: Text


@dataclass(slots=True)
class Document:
    """All that one document says."""

    at: Place
    id: Text
    place: Text
    nature: Literal["normative", "report"]
    title: Bilingual
    short: Bilingual
    number: Stated
    issuers: list[Issuer]
    issued: Stated
    holds: Holds
    source: Source
    complete: bool
    provisions: list[Provision]
    cites: list[Cited] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    notes: list[Bilingual] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def clause(self, provision: str) -> str:
        """The full id of one of its provisions: ``luan-2024-25#3.2.5a``."""
        return f"{self.id}#{provision}"

    def resolved(self, stated: Stated) -> str | None:
        """The date that a stated, inferred or assumed date comes to."""
        return self.issued.value if stated.assume == "issued" else stated.value


# ── local values, worked cases, words ───────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class ProfileValue:
    at: Place
    concept: Text
    value: Given | Scale
    keys: dict[str, Text] = field(default_factory=dict)


@dataclass(slots=True)
class Profile:
    """Local values that no document states: an office's own, or invented ones that say so."""

    at: Place
    id: Text
    zh: Text
    en: Text
    invented: bool
    values: list[ProfileValue]


@dataclass(slots=True)
class Case:
    """A worked case: run as a test and shown on the calculator's page.

    ``working`` is done by hand, in yuan.
    """

    at: Place
    id: Text
    zh: Text
    en: Text
    shows: list[Text]
    ask: Any
    expect: dict[str, Text]
    working: list[Text] = field(default_factory=list)
    instead: dict[str, dict[str, Text]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ended:
    """That from a ``day`` on a ``clause`` is ended ``by`` one of another document; both by their full ids, and as they
    are called in Chinese and English. ``groups``: what stands in :class:`Who`, by its names."""

    clause: str
    by: str
    names: tuple[tuple[str, str], tuple[str, str]]  # of the clause, of that which ends it
    day: str
    quote: tuple[str, str]  # its name and its words
    only: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...] | str | None], ...] | None

    def ends(self, clause: str, *parts: str) -> bool:
        """Whether it ends a clause, or of its parts one of these names."""
        return self.clause == clause and (not self.only or not {*self.only}.isdisjoint(parts))


@dataclass(slots=True)
class Policy:
    """All of ``policy_data``, in the order of its files."""

    keys: list[Key]
    concepts: list[Concept]
    groups: list[Group]
    regions: list[Region]
    topics: list[Topic]
    glossary: list[Term]
    readings: list[Reading]
    assumptions: list[Assumption]
    hints: list[Hint]
    frame: list[Rule]
    shown: list[Shown]
    documents: list[Document]
    profiles: list[Profile]
    words: dict[str, Any]  # calculator → its labels and messages, each with zh and en
    cases: dict[str, list[Case]]  # calculator → its worked cases
    fingerprint: str  # of all the files that were read
    shared: str = ""  # the same of those that are no document's
    files: dict[str, str] = field(default_factory=dict)  # the digest of each, by its path in the folder
    # Of a document that could not be read, or not in all parts: the ids that stood in these. None: nothing was read.
    unread: dict[str, frozenset[str] | None] = field(default_factory=dict)
    as_written: Callable[[Document], Document] = field(default=lambda document: document)  # one with all its places
    ended: dict[str, list[Ended]] = field(default_factory=dict)  # document → what others end of it, and it of them

    def ended_on(self, document: Document, provision: Provision, *parts: str) -> str | None:
        """The day on which a provision, or what stands in it by these names, ends for everybody."""
        clause, ended = document.clause(provision.id), self.ended.get(str(document.id), ())
        return min((one.day for one in ended if one.groups is None and one.ends(clause, *parts)), default=None)

    def seen_by(self, document: Document) -> str:
        """The digests of all that is written of one document: its own file, what all documents share, and what ends of
        it or by it."""
        ended = self.ended.get(str(document.id), "")
        return f"{self.shared} {self.files.get(document.at.file.partition('/')[2], '')} {ended}"
