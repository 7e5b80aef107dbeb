"""What can be told of a YAML text and of its nodes before they are read as data."""

from __future__ import annotations

import re

import yaml

DEEPEST = 20
TAG = "tag:yaml.org,2002:"  # what the names of YAML's own tags begin with
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTS = re.compile(r"^[ \-?]+", re.MULTILINE)


def may_be_deep(text: str) -> bool:
    """Whether the brackets or the indents of a text leave room for more levels than any data has; cheap to tell."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1 if depth else 0
        deepest = max(deepest, depth)
    return max(deepest, max(map(len, _INDENTS.findall(text)), default=0)) > 2 * DEEPEST


def ids_in(node: yaml.Node) -> set[str]:
    """The ids of a part and of all within it; a region's is its code."""
    ids: set[str] = set()
    if isinstance(node, yaml.MappingNode):
        ids = {str(value.value) for key, value in node.value if key.value in ("id", "code")}
        return ids.union(*(ids_in(value) for _, value in node.value))
    return ids.union(*map(ids_in, node.value)) if isinstance(node, yaml.SequenceNode) else ids
