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
from scripts.road.findings import Findings, nearest
from scripts.road.model import Bilingual, Day, Edge, Given, LeftOut, Quote, Text, placed
from scripts.road.nodes import TAG, ids_in
from scripts.road.stand_ins import stand_in
from scripts.road.trees import Trees

LONGEST: dict[Any, tuple[int, str]] = {
    Quote: (60, "the fewest words that carry the rule"),
    Edge: (12, "the fewest words that find the place"),
}
MANY = 3  # keys of a mapping that come again: two things that have become one
ANY_TEXT = (5_000, "one provision is told in some sentences")
_FULL_WIDTH = re.compile("[：，\\s]")
_COMMAS = re.compile("[、，,]")
_BRACKETS = " []［］【】"
_QUOTED_COMMA = 'a number without commas, or the text in quotation marks: "…, …"'
_NAMES: dict[type, str] = {Bilingual: "text in two languages", LeftOut: "stretch that is left out"}
_SHAPES: dict[type[yaml.Node], str] = {yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list"}


def _has_comma_between(before: yaml.Node, key: yaml.Node) -> bool:
    """Whether a key without a value is the rest of the text before it: both are words of one line."""
    return isinstance(before, yaml.ScalarNode) and before.end_mark.line == key.start_mark.line


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


class Reader(Trees):
    """Reads the nodes of one file; ``in_parts``: what does not fit in a list is left out of it, and its ids are
    ``lost``."""

    def __init__(self, file: str, findings: Findings, in_parts: bool = False) -> None:
        super().__init__(file, findings)
        self.in_parts = in_parts
        self.lost: set[str] = set()

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
        if node.tag == TAG + "null":
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
        again: list[yaml.Node] = []
        for key, value in node.value:
            if (word := self._key(key)) in seen:
                again.append(key)
            seen.setdefault(word, value)
        if len(again) >= MANY:
            first = self._key(again[0])
            found = f'the key "{first}" and {len(again) - 1} others a second time'
            self.findings.add(self.at(again[0]), found, f'"- " before "{first}" where a new one begins; each key once')
        else:
            for key in again:
                self.findings.add(self.at(key), f'the key "{self._key(key)}" a second time', "each key once")
        return list(seen.items())

    def _object(self, node: yaml.Node, kind: type) -> Any:
        if not isinstance(node, yaml.MappingNode):
            raise self._misfit(node, f"a mapping with {', '.join(fields_of(kind))}")
        table, values, misfit = fields_of(kind), {}, False
        meant, cut = self._misnamed(node, table)
        misfit = bool(meant or cut) and not self.in_parts
        for key, value in self._pairs(node):
            if value in cut:
                misfit = True
            elif key in table:
                attribute, hint, _ = table[key]
                try:
                    values[attribute] = self.read(value, hint)
                except Misfit:
                    misfit = True
                    self.lost |= ids_in(value)
        required = {attribute for attribute, _, must in table.values() if must}
        given = {self._key(key) for key, _ in node.value} | meant
        lacking = [key for key, (attribute, _, must) in table.items() if must and attribute not in values]
        misfit = misfit or bool(lacking)
        if missing := [key for key in lacking if key not in given]:
            what = _NAMES.get(kind, kind.__name__.lower())
            told = ", ".join(f'"{key}"' for key in missing)
            self.findings.add(self.at(node), f"no key {told}", f"{', '.join(missing)}, which every {what} has")
        if misfit and not (self.in_parts and stand_in(kind, values, required, self.at(node))):
            raise Misfit
        return kind(at=self.at(node), **values)

    def _misnamed(self, node: yaml.MappingNode, table: dict[str, Any]) -> tuple[set[str], list[yaml.Node]]:
        """Tells of the keys that are none: returns those that they must be meant for, and the values that a comma cut
        in two, as it does in flow style where a text that holds one has no quotation marks."""
        given = [self._key(key) for key, _ in node.value]
        missing = [key for key, (_, _, must) in table.items() if must and key not in given]
        strange = [word for word in given if word not in table]
        meant: set[str] = set()
        cut: list[yaml.Node] = []
        for number, (key, value) in enumerate(node.value):
            if (word := given[number]) in table:
                continue
            near = nearest(_FULL_WIDTH.split(word)[0], table)  # a full-width colon makes one key of key and value
            before = node.value[number - 1][1] if number and node.flow_style else None
            if before and value.value == "" and not near and _has_comma_between(before, key):
                found = f"{before.value}, {word}" if not word[0].isdigit() else f"{before.value},{word}"
                self.findings.add(self.at(before), f'"{found}", cut at its comma', _QUOTED_COMMA)
                cut.append(before)
                continue
            if not near and len(missing) == len(strange) == 1:
                near = missing
            self.findings.add(
                self.at(key),
                f'the key "{word}"',
                f"one of {', '.join(table)}",
                known=near,
                word=near[0] if near else None,
            )
            meant.update(near)
        return meant, cut

    def _list(self, node: yaml.Node, item: Any) -> list[Any]:
        if not isinstance(node, yaml.SequenceNode):
            word = str(node.value) if isinstance(node, yaml.ScalarNode) and node.tag != TAG + "null" else ""
            meant = ", ".join(filter(None, (part.strip(_BRACKETS) for part in _COMMAS.split(word))))
            raise self._misfit(node, f"a list: [{meant}]" if meant else "a list")
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
                self.lost |= {
                    *ids_in(node),
                    getattr(kind, "__name__", "").lower(),
                }  # a provision may be left without any of its kind
        if misfit:
            raise Misfit
        return done

    def _union(self, node: yaml.Node, kinds: tuple[Any, ...]) -> Any:
        choices = [kind for kind in kinds if kind is not type(None)]
        return self.read(node, next((kind for kind in choices if isinstance(node, _node_of(kind))), choices[0]))

    def _choice(self, node: yaml.Node, words: tuple[str, ...]) -> Text:
        text = self._scalar(node, Text)
        if text not in words:
            raise self._misfit(node, f"one of {', '.join(words)}", words)
        return text

    def _scalar(self, node: yaml.Node, kind: Any) -> Text:
        if not isinstance(node, yaml.ScalarNode):
            raise self._misfit(node, "a text")
        if node.tag == TAG + "null" or not node.value.strip():
            raise self._misfit(node, "a text that is not empty")
        if kind is Given and node.tag in (TAG + "float", TAG + "int"):
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
            if kind is Edge:
                raise Misfit
        return self._text(node, kind)

    def _text(self, node: yaml.Node, kind: Any) -> Text:
        return placed(kind, node.value, self.at(node))


def _node_of(kind: Any) -> type[yaml.Node]:
    """What a type is written as."""
    if is_dataclass(kind) or get_origin(kind) is dict:
        return yaml.MappingNode
    return yaml.SequenceNode if get_origin(kind) is list else yaml.ScalarNode
