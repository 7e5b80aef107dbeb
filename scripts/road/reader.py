"""From a YAML file to typed objects that remember file, line and column; every misfit becomes a finding, never a
traceback."""

from __future__ import annotations

import re
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

import yaml

from calculator.literals import day
from scripts.road.findings import Findings, Place
from scripts.road.model import Day, Edge, Given, Quote, Text
from scripts.road.nodes import DEEPEST, ids_in, may_be_deep
from scripts.road.slips import slip_near

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LONGEST: dict[Any, tuple[int, str]] = {
    Quote: (60, "the fewest words that carry the rule"),
    Edge: (12, "the fewest words that find the place"),
}
ANY_TEXT = (5_000, "one provision is told in some sentences")
_TAG = "tag:yaml.org,2002:"
_PLAIN = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FULL_WIDTH = re.compile("[：，\\s]")
_SHAPES: dict[type[yaml.Node], str] = {yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list"}


class Misfit(Exception):
    """A node cannot be what was expected; its finding has been added already."""


@cache
def fields_of(kind: type) -> dict[str, tuple[str, Any, bool]]:
    """YAML key → (attribute, type, required) of a model class."""
    hints = typing.get_type_hints(kind, include_extras=True)
    table = {}
    for item in fields(kind):
        if item.name == "at":
            continue
        hint, key = hints[item.name], item.name
        if get_origin(hint) is Annotated:
            hint, key = get_args(hint)[:2]
        table[key] = (item.name, hint, item.default is MISSING and item.default_factory is MISSING)
    return table


class Reader:
    """Reads the nodes of one file; ``in_parts``: what does not fit in a list is left out of it, and its ids are
    ``lost``."""

    def __init__(self, file: str, findings: Findings, in_parts: bool = False) -> None:
        self.file = file
        self.findings = findings
        self.in_parts = in_parts
        self.lost: set[str] = set()

    def compose(self, text: str) -> yaml.Node | None:
        """The tree of a YAML text, or ``None`` when it is not YAML (a finding says where)."""
        if control := _CONTROLS.search(text):
            above = text[: control.start()].split("\n")
            self.findings.add(
                Place(self.file, len(above), len(above[-1]) + 1),
                f"the character #x{ord(control.group()):04x}",
                "text without control characters",
            )
            return None
        try:
            if may_be_deep(text) and self._is_too_deep(text):
                return None
            node = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            self._is_no_yaml(text, error)
            return None
        if node is None:
            self.findings.add(Place(self.file, 1, 1), "an empty file", "data")
            return None
        # An alias needs "*", a tag "!": of most files neither has to be looked for.
        return node if not {"*", "!"} & set(text) or self._is_plain(node) else None

    def _is_no_yaml(self, text: str, error: yaml.MarkedYAMLError) -> None:
        """A finding at the slip that made the text no YAML; where none is known, at the place where reading ended."""
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        begun = error.context_mark.line if error.context_mark else line
        if slip := slip_near(text, line, begun):
            self.findings.add(Place(self.file, slip.line, slip.column), slip.found, slip.expected)
            return
        self.findings.add(
            Place(self.file, line + 1, column + 1),
            f"text that is not YAML ({error.problem})",
            "well-formed YAML: the keys of one thing in one column, and a text that holds : # , or brackets in quotes",
        )

    def _is_too_deep(self, text: str) -> bool:
        """Whether the data is nested without end, told by events: a tree of it would not fit the stack."""
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                self.findings.add(self.at(event), "data nested without end", f"at most {DEEPEST} levels")
                return True
        return False

    def _is_plain(self, root: yaml.Node) -> bool:
        """Whether every part stands once, where it is read, and has no tag: a few references to parts can stand for
        gigabytes, and nothing here reads a tag, let alone runs it."""
        seen: set[int] = set()
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                self.findings.add(self.at(node), "an anchor that is referred to again", "data written out in full")
                return False
            if node.tag.removeprefix(_TAG) not in _PLAIN:
                told = node.tag.replace(_TAG, "!!")
                self.findings.add(self.at(node), f"the tag {told}", "plain data, without tags")
                return False
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                waiting += [part for pair in node.value for part in pair]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value
        return True

    def at(self, node: yaml.Node | yaml.Event) -> Place:
        """Where a node or event stands."""
        mark: Any = node.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def read(self, node: yaml.Node, kind: Any) -> Any:
        """The node as an object of ``kind``; raises :class:`Misfit` after adding a finding."""
        if kind is Any:
            return self.plain(node)
        origin = get_origin(kind)
        if origin in (types.UnionType, typing.Union):
            return self._union(node, get_args(kind))
        if origin is Literal:
            return self._choice(node, get_args(kind))
        if origin is list:
            return self._list(node, get_args(kind)[0])
        if origin is dict:
            return self._dict(node, get_args(kind)[1])
        if is_dataclass(kind) and isinstance(kind, type):
            return self._object(node, kind)
        if kind is bool:
            return self._choice(node, ("true", "false")) == "true"
        return self._scalar(node, kind)

    def plain(self, node: yaml.Node) -> Any:
        """Free-form data (words, cases): mappings, lists and texts, with scalars kept as the words they are."""
        if isinstance(node, yaml.MappingNode):
            return {key: self.plain(value) for key, value in self._pairs(node)}
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item) for item in node.value]
        if node.tag == _TAG + "null":
            raise self._misfit(node, "words; in flow style a text that holds a comma wants quotes")
        return self._text(node, Text)

    def _misfit(self, node: yaml.Node, expected: str, known: tuple[str, ...] = ()) -> Misfit:
        word = str(node.value) if isinstance(node, yaml.ScalarNode) else None
        self.findings.add(self.at(node), self._shape(node), expected, known=known, word=word)
        return Misfit()

    @staticmethod
    def _shape(node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return f'"{node.value}"' if node.value else "nothing"
        return _SHAPES.get(type(node), "something else")

    def _key(self, node: yaml.Node) -> str:
        return str(node.value) if isinstance(node, yaml.ScalarNode) else self._shape(node)

    def _pairs(self, node: yaml.MappingNode) -> list[tuple[str, yaml.Node]]:
        seen: dict[str, yaml.Node] = {}
        for key, value in node.value:
            word = self._key(key)
            if word in seen:
                self.findings.add(self.at(key), f'the key "{word}" a second time', "each key once")
            seen[word] = value
        return list(seen.items())

    def _object(self, node: yaml.Node, kind: type) -> Any:
        if not isinstance(node, yaml.MappingNode):
            raise self._misfit(node, f"a mapping with {', '.join(fields_of(kind))}")
        table, values, misfit = fields_of(kind), {}, False
        for key, _ in node.value:
            if (word := self._key(key)) not in table:
                near = _FULL_WIDTH.split(word)[0]  # a full-width colon makes one key of key and value
                self.findings.add(
                    self.at(key), f'the key "{word}"', f"one of {', '.join(table)}", known=table, word=near
                )
                misfit = not self.in_parts
        for key, value in self._pairs(node):
            if key in table:
                attribute, hint, _ = table[key]
                try:
                    values[attribute] = self.read(value, hint)
                except Misfit:
                    misfit = True
        for key, (attribute, _, required) in table.items():
            if required and attribute not in values and not any(str(k.value) == key for k, _ in node.value):
                self.findings.add(self.at(node), f'no key "{key}"', f"{key}, which every {kind.__name__.lower()} has")
                misfit = True
        if misfit:
            raise Misfit
        return kind(at=self.at(node), **values)

    def _list(self, node: yaml.Node, item: Any) -> list[Any]:
        if not isinstance(node, yaml.SequenceNode):
            alone = f": [{node.value}]" if isinstance(node, yaml.ScalarNode) and node.value else ""
            raise self._misfit(node, f"a list{alone}")
        return self._all(node.value, item, in_parts=self.in_parts)

    def _dict(self, node: yaml.Node, item: Any) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise self._misfit(node, "a mapping")
        pairs = self._pairs(node)
        keys = [self._scalar(key, Text) for key, _ in node.value]
        values = self._all([value for _, value in pairs], item)
        return dict(zip({str(k): k for k in keys}.values(), values, strict=True))

    def _all(self, nodes: list[yaml.Node], kind: Any, in_parts: bool = False) -> list[Any]:
        """Every node read, so that all misfits are found, not only the first; ``in_parts`` without the misfits."""
        done, misfit = [], False
        for node in nodes:
            try:
                done.append(self.read(node, kind))
            except Misfit:
                misfit = not in_parts
                self.lost |= ids_in(node)
        if misfit:
            raise Misfit
        return done

    def _union(self, node: yaml.Node, kinds: tuple[Any, ...]) -> Any:
        mapping, sequence = isinstance(node, yaml.MappingNode), isinstance(node, yaml.SequenceNode)
        for kind in kinds:
            if kind is type(None):
                continue
            takes = (
                "mapping"
                if is_dataclass(kind) or get_origin(kind) is dict
                else "list"
                if get_origin(kind) is list
                else "scalar"
            )
            if takes == ("mapping" if mapping else "list" if sequence else "scalar"):
                return self.read(node, kind)
        return self.read(node, next(kind for kind in kinds if kind is not type(None)))

    def _choice(self, node: yaml.Node, words: tuple[str, ...]) -> Text:
        text = self._scalar(node, Text)
        if text not in words:
            raise self._misfit(node, f"one of {', '.join(words)}", words)
        return text

    def _scalar(self, node: yaml.Node, kind: Any) -> Text:
        if not isinstance(node, yaml.ScalarNode):
            raise self._misfit(node, "a text")
        if node.tag == _TAG + "null" or not node.value.strip():
            raise self._misfit(node, "a text that is not empty")
        if kind is Given and node.tag in (_TAG + "float", _TAG + "int"):
            number = "a number with a decimal point" if node.tag.endswith("float") else "a bare number"
            self.findings.add(
                self.at(node), f"{node.value}, {number}", 'the form the source prints, with its unit: "5000元", "70%"'
            )
            raise Misfit
        if kind is Day and day(node.value) is None:
            raise self._misfit(node, "a day of the calendar, as 2024-09-01")
        most, meant = LONGEST.get(kind, ANY_TEXT)
        if len(node.value) > most:
            what = "a quote" if kind in LONGEST else "a text"
            self.findings.add(self.at(node), f"{what} of {len(node.value)} characters", f"at most {most}: {meant}")
            raise Misfit
        return self._text(node, kind)

    def _text(self, node: yaml.Node, kind: Any) -> Text:
        text: Text = kind(node.value)
        text.at = self.at(node)
        return text
