"""Every key of every real document deleted, renamed, retyped by machine, however deep it stands: reported at its line,
never a traceback.

Keys that the model names are held to the model alone: what must be given is missed, what need not be may be left out.
Names that an editor chooses (of quotes, of the values that a rule takes) are held to whatever refers to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

import pytest
import yaml

from scripts.road.check import check
from scripts.road.findings import Finding, Findings
from scripts.road.model import Document, Policy, Provision
from scripts.road.reader import Misfit, Reader, fields_of
from tests.policy import DATA, loaded, on_some_day

DOCUMENTS = sorted(path.name for path in (DATA / "documents").glob("*.yaml"))
MAPPING = "tag:yaml.org,2002:map"


@dataclass(frozen=True)
class Key:
    """One key with the mapping that it stands in; ``kind`` is that mapping's class, ``None`` where names are free."""

    path: str  # the keys down to it, without the numbers of list items
    name: str
    line: int
    mapping: yaml.MappingNode
    number: int  # of the pair in its mapping
    kind: Any
    required: bool

    @property
    def pair(self) -> tuple[yaml.Node, yaml.Node]:
        found: tuple[yaml.Node, yaml.Node] = self.mapping.value[self.number]
        return found


def keys_of(node: yaml.Node, hint: Any, path: str = "") -> Iterator[Key]:
    """Every key below a node, the outer ones first."""
    for kind in (hint, *(get_args(hint) if get_origin(hint) not in (list, dict) else ())):
        if get_origin(kind) is list and isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from keys_of(item, get_args(kind)[0], path)
        elif get_origin(kind) is dict and isinstance(node, yaml.MappingNode):
            for number, (key, value) in enumerate(node.value):
                yield Key(f"{path}.*", key.value, key.start_mark.line + 1, node, number, None, False)
                yield from keys_of(value, get_args(kind)[1], f"{path}.*")
        elif isinstance(kind, type) and is_dataclass(kind) and isinstance(node, yaml.MappingNode):
            table = fields_of(kind)
            for number, (key, value) in enumerate(node.value):
                _, inner, required = table[key.value]
                here = f"{path}.{key.value}"
                yield Key(here, key.value, key.start_mark.line + 1, node, number, kind, required)
                yield from keys_of(value, inner, here)


@cache
def held(name: str) -> tuple[yaml.Node, Document]:
    """A document's tree and, read before anything is changed, the document itself."""
    tree = Reader(name, Findings()).compose((DATA / "documents" / name).read_text("utf-8"))
    assert tree is not None
    document, findings = read(tree, Document)
    assert list(findings) == []
    return tree, document


def tree_of(name: str) -> yaml.Node:
    return held(name)[0]


@cache
def every_key(name: str) -> list[Key]:
    return list(keys_of(tree_of(name), Document))


@cache
def one_of_each(name: str) -> list[tuple[int | None, Key]]:
    """The first key of each path that leads through something else, with the provision that it stands in, if any."""
    first: dict[str, tuple[int | None, Key]] = {}
    for key in every_key(name):
        if not key.path.startswith(".provisions."):
            first.setdefault(key.path, (None, key))
    for number, node in enumerate(provisions_of(name)):
        for key in keys_of(node, Provision):
            first.setdefault(f"provision{key.path}", (number, key))
    return list(first.values())


Pairs = list[tuple[yaml.Node, yaml.Node]]
Change = Callable[[Key], Pairs]


def renamed(key: Key) -> Pairs:
    old, value = key.pair
    return [(yaml.ScalarNode(old.tag, f"{key.name}_x", old.start_mark, old.end_mark), value)]


def retyped(key: Key) -> Pairs:
    """A mapping of lists of lists, which nothing of the model is."""
    name, value = key.pair
    marks = (value.start_mark, value.end_mark)
    empty = yaml.SequenceNode("tag:yaml.org,2002:seq", [], *marks)
    odd = yaml.SequenceNode("tag:yaml.org,2002:seq", [empty], *marks)
    return [(name, yaml.MappingNode(MAPPING, [(yaml.ScalarNode("tag:yaml.org,2002:str", "odd", *marks), odd)], *marks))]


def deleted(key: Key) -> Pairs:
    return []


class Changed:
    """The mapping of a key with the key changed, for as long as it is looked at."""

    def __init__(self, key: Key, pairs: Pairs) -> None:
        self.mapping, self.before = key.mapping, key.mapping.value
        self.after = [*self.before[: key.number], *pairs, *self.before[key.number + 1 :]]

    def __enter__(self) -> None:
        self.mapping.value = self.after

    def __exit__(self, *_: object) -> None:
        self.mapping.value = self.before


def read(node: yaml.Node, kind: Any) -> tuple[Any, Findings]:
    findings = Findings()
    try:
        return Reader("the.yaml", findings).read(node, kind), findings
    except Misfit:
        return None, findings


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_that_the_model_names_is_missed_when_it_is_renamed_or_retyped(name: str) -> None:
    unseen = []
    for key in every_key(name):
        for change in (renamed, retyped) if key.kind else ():
            with Changed(key, change(key)):
                _, findings = read(key.mapping, key.kind)
            line = key.line if change is renamed else key.pair[1].start_mark.line + 1
            if line not in {finding.at.line for finding in findings.errors}:
                unseen.append(f"{key.line}: {key.path} {change.__name__}")
    assert unseen == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_that_must_be_given_is_missed_and_no_other(name: str) -> None:
    wrong = []
    for key in every_key(name):
        if key.kind:
            with Changed(key, deleted(key)):
                found, findings = read(key.mapping, key.kind)
            line = key.mapping.start_mark.line + 1
            missed = [one for one in findings.errors if one.at.line == line and f'no key "{key.name}"' in one.found]
            if bool(missed) != key.required or (found is None) != key.required:
                wrong.append(f"{key.line}: {key.path}")
    assert wrong == []


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("change", [renamed, retyped, deleted])
def test_a_document_with_one_key_changed_is_refused_or_legal(name: str, change: Change) -> None:
    """Through the whole of reading and checking, for one of each kind of key."""
    before = {(finding.at, finding.found) for finding in findings_of(name)}
    unseen = []
    for provision, key in one_of_each(name):
        with Changed(key, change(key)):
            found = [one for one in findings_of(name, provision) if (one.at, one.found) not in before]
        lines = range(key.mapping.start_mark.line + 1, key.pair[1].end_mark.line + 2)
        is_told = any(one.at.line in lines for one in found)
        is_free = key.kind is None and change is not retyped  # an editor's own name, which nothing need refer to
        is_legal = change is deleted and not key.required
        if not (is_told or is_free or is_legal):
            unseen.append(f"{key.line}: {key.path}")
    assert unseen == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_chosen_name_that_something_refers_to_is_missed(name: str) -> None:
    """A quote that a value, a duty or a day names; what a rule or value calls its values, settings and keys."""
    tried: dict[str, int] = {}
    for number, provision in enumerate(provisions_of(name)):
        keys = list(keys_of(provision, Provision))
        quoted = {key.pair[1].value for key in keys if key.name == "quote"}
        for key in keys:
            is_quote = key.path == ".quotes.*"
            if key.kind or tried.get(key.path, 0) == 3 or (is_quote and key.name not in quoted):
                continue
            tried[key.path] = tried.get(key.path, 0) + 1
            with Changed(key, renamed(key)):
                found = [one for one in findings_of(name, number) if f'"{key.name}' in one.found]
            assert found, f"{key.line}: {key.path}"
    assert tried[".quotes.*"] == 3


def provisions_of(name: str) -> list[yaml.Node]:
    tree = tree_of(name)
    (provisions,) = (value for key, value in tree.value if key.value == "provisions")
    found: list[yaml.Node] = provisions.value
    return found


every_document = cache(loaded)


@cache
def policy(name: str) -> Policy:
    """The policy as if this were its only document: nothing of its vocabulary refers to others, or to worked cases."""
    whole, own = every_document(), f"{held(name)[1].id}#"
    readings = [
        replace(reading, clauses=[clause for clause in reading.clauses if clause.startswith(own)], shown_by=[])
        for reading in whole.readings
    ]
    return replace(whole, documents=[], readings=readings, cases={}, shown=[])


def findings_of(name: str, provision: int | None = None) -> list[Finding]:
    """Every error that is found with a document as its tree stands now, beside the vocabulary alone; only the
    numbered provision is read anew, if one is given."""
    if provision is None:
        document, findings = read(tree_of(name), Document)
    else:
        known = held(name)[1]
        fresh, findings = read(provisions_of(name)[provision], Provision)
        provisions = [*known.provisions[:provision], fresh, *known.provisions[provision + 1 :]]
        document = None if fresh is None else replace(known, provisions=provisions)
    if document is not None:
        check(replace(policy(name), documents=[document]), None, on_some_day, findings)
    return findings.errors
