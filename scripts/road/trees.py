"""The tree of a YAML text; what keeps it from being one, or from being plain data, becomes a finding."""

from __future__ import annotations

import re
from typing import Any

import yaml

from scripts.road.findings import Findings, Place
from scripts.road.nodes import DEEPEST, TAG, may_be_deep
from scripts.road.signs import BREAKS, UNSEEN, odd_in
from scripts.road.slips import slip_near, slip_told_by

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
_AND = "&"
_ANCHOR = re.compile(rf"(?m)(?:^|[:\-\[{{,] +|[\[{{,]){_AND}\w")
MOST_ODD = 20  # more of them are no slip of the hand: the file is of another kind


class Trees:
    """Composes the trees of one file's text."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file = file
        self.findings = findings

    def compose(self, text: str) -> yaml.Node | None:
        """The tree of a YAML text, or ``None`` when it is not YAML (a finding says where).

        Characters that nobody sees are found and left out, so that the rest is still read.
        """
        odd = UNSEEN.findall(text)
        if len(odd) > MOST_ODD:
            found = f"something that is no text ({len(odd)} control characters, the first #x{ord(odd[0]):04x})"
            self.findings.add(Place(self.file, 1, 1), found, "a text file saved in UTF-8")
            return None
        text = self._visible(text)
        try:
            if may_be_deep(text) and self._is_too_deep(text):
                return None
            if _ANCHOR.search(text) and self._has_anchor(text):
                return None
            node = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            self._is_no_yaml(text, error)
            return None
        if node is None:
            self.findings.add(Place(self.file, 1, 1), "an empty file", "data")
            return None
        # An alias needs "*", a tag "!", an escape "\": most files have none of them, and nothing has to be looked for.
        return node if not {"*", "!", "\\"} & set(text) or self._is_plain(node, text) else None

    def _visible(self, text: str) -> str:
        for start, found, expected in odd_in(text):
            above = text[:start].split("\n")
            self.findings.add(Place(self.file, len(above), len(above[-1]) + 1), found, expected)
        return UNSEEN.sub(lambda found: found.group() if found.group() in BREAKS else "", text)

    def _is_no_yaml(self, text: str, error: yaml.MarkedYAMLError) -> None:
        """A finding at the slip that made the text no YAML; where none is known, at the place where reading ended."""
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        begun = error.context_mark or mark
        start = (begun.line, begun.column) if begun else (line, column)
        problem = error.problem or ""
        slip = slip_near(text, line, start[0]) or slip_told_by(problem, text, (line, column), start)
        if slip:
            self.findings.add(Place(self.file, slip.line, slip.column), slip.found, slip.expected)
            return
        self.findings.add(
            Place(self.file, line + 1, column + 1),
            f"text that is not YAML ({problem})",
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

    def _has_anchor(self, text: str) -> bool:
        """Whether YAML takes the beginning of a text for an anchor, and so leaves it out."""
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.NodeEvent) and event.anchor and not isinstance(event, yaml.AliasEvent):
                expected = f"data written out in full; a text that begins with {_AND} in quotation marks"
                self.findings.add(self.at(event), f'"{_AND}{event.anchor}", an anchor of YAML', expected)
                return True
        return False

    def _is_plain(self, root: yaml.Node, text: str) -> bool:
        """Whether every part stands once, where it is read, and has no tag: a few references to parts can stand for
        gigabytes, and nothing here reads a tag, let alone runs it."""
        seen: set[int] = set()
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                self.findings.add(self.at(node), "an anchor that is referred to again", "data written out in full")
                return False
            if node.tag.removeprefix(TAG) not in _PLAIN:
                told = node.tag.replace(TAG, "!!")
                self.findings.add(self.at(node), f"the tag {told}", "plain data, without tags")
                return False
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                waiting += [part for pair in node.value for part in pair]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value
            else:  # what is no character of the text itself was written as an escape
                for _, found, expected in odd_in(node.value, besides=text):
                    self.findings.add(self.at(node), found, expected)
        return True

    def at(self, node: yaml.Node | yaml.Event) -> Place:
        """Where a node or event stands."""
        mark: Any = node.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)
