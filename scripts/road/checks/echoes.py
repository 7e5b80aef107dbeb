"""Echoes: what only seems wrong because a part of a document could not be read, and is told where that part stands."""

from __future__ import annotations

import re

from scripts.road.findings import Finding
from scripts.road.model import Policy

_NAMED = re.compile(r'"(?:[^"#]*#)?([^"]*)"')


def is_echo(finding: Finding, policy: Policy) -> bool:
    """Whether a finding may come of what could not be read: it names something that stood there, or it refers to
    something from a file that all documents share while one of them is missing altogether."""
    if None in policy.unread.values() and "/documents/" not in finding.at.file and finding.found.startswith('"'):
        return True
    lost = [file.rpartition("/")[2].removesuffix(".yaml") for file, unread in policy.unread.items() if unread is None]
    if any(finding.found.startswith(f'"{document}#') for document in lost):  # a clause of one that is missing
        return True
    ids = {id for unread in policy.unread.values() if unread for id in unread}
    return any(name in ids for name in _NAMED.findall(finding.found))
