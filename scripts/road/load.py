"""``policy_data`` as typed objects.

A file that cannot be read whole adds findings; the rest is still read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import yaml

from calculator.families import FAMILIES
from calculator.rulebook import fingerprint
from scripts.road.belongs import check_places
from scripts.road.core_words import asked_by_code, check_core_words
from scripts.road.endings import endings
from scripts.road.files import text_of
from scripts.road.findings import Findings, Place, with_article
from scripts.road.kept import AFRESH, Kept
from scripts.road.lean import lean
from scripts.road.model import (
    Assumptions,
    Case,
    Concepts,
    Document,
    Frame,
    Glossary,
    Groups,
    Hints,
    Key,
    KeyValue,
    Policy,
    Profile,
    Readings,
    Regions,
    ShownRules,
    Text,
    Topics,
    placed,
)
from scripts.road.reader import Misfit, Reader, fields_of
from scripts.road.records import check_records

VOCABULARY: dict[str, Any] = {
    "concepts": Concepts,
    "groups": Groups,
    "regions": Regions,
    "topics": Topics,
    "glossary": Glossary,
    "readings": Readings,
    "assumptions": Assumptions,
    "hints": Hints,
    "frame": Frame,
    "shown": ShownRules,
}
FILLED = ("concepts", "groups", "regions", "topics")
NEEDED = ("words/common.yaml", *(f"words/{name}.yaml" for name in FAMILIES))
IN_PARTS = (Document, *VOCABULARY.values())
FOLDERS: dict[str, Any] = {"documents": Document, "profiles": Profile, "words": Any, "cases": Case}

# What stands in a file (None: it could not be read), what was found wrong with it, and the ids of the parts that a
# document had to be read without.
_Found = tuple[Any, Findings, frozenset[str]]


def load(folder: Path, findings: Findings, kept: Kept = AFRESH) -> Policy | None:
    """Read every YAML file of ``folder``; ``None`` when any but a document could not be read, with the reasons in
    ``findings``. Of a document what can be read is given, to be checked with the rest; ``unread`` says what is not.

    Where things are kept from build to build the documents are lean, and ``as_written`` finds each of them again.
    """
    files = _Files(folder, findings, kept)
    read = {name: files.read(f"{name}.yaml", kind) for name, kind in VOCABULARY.items()}
    many = {name: {path: files.read(path, kind) for path in _paths(folder, name)} for name, kind in FOLDERS.items()}
    files.unread |= dict.fromkeys(check_places(folder, VOCABULARY, FOLDERS, findings))
    gone = check_records(folder / "verified", _stems(folder), findings)
    files.unread |= {f"{folder.name}/documents/{document}.yaml": None for document in gone}
    words = _words(folder, many["words"], findings, kept)
    spoken = f"{folder.name}/words/"  # every check speaks with these words, or of what stands in the vocabulary
    if any(error.at.file.startswith(spoken) for error in findings.errors) or None in read.values():
        return None
    documents = _by_their_files(many["documents"], findings)
    for document in [one for one in documents if not one.provisions and one.at.file not in files.unread]:
        findings.add(document.at, "a document without provisions", "what it says, at least one provision")
        files.unread[document.at.file] = None
        documents.remove(document)
    if documents and (empty := [name for name in FILLED if not getattr(read[name], name)]):
        for name in empty:  # every document would be full of words that are nowhere
            findings.add(read[name].at, f"no {name}", f"the {name} that the documents refer to")
        return None
    return Policy(
        keys=[_answered(key, read["groups"], words["common"], findings) for key in read["concepts"].keys],
        concepts=read["concepts"].concepts,
        groups=read["groups"].groups,
        regions=read["regions"].regions,
        topics=read["topics"].topics,
        glossary=read["glossary"].terms,
        readings=read["readings"].readings,
        assumptions=read["assumptions"].assumptions,
        hints=read["hints"].hints,
        frame=read["frame"].rules,
        shown=read["shown"].shown,
        documents=documents,
        profiles=[profile for profile in many["profiles"].values() if profile is not None],
        words=words,
        cases=_by_calculator(many["cases"]),
        fingerprint=fingerprint(folder),
        shared=files.digest_of_all_but("documents/"),
        files=files.digests,
        unread=files.unread,
        ended=endings(documents),
        **({"as_written": files.as_written} if kept.lasts else {}),
    )


class _Files:
    """Reads the files of a folder; of one that has not changed since an earlier build, what is kept."""

    def __init__(self, folder: Path, findings: Findings, kept: Kept) -> None:
        self._folder, self._findings, self._kept = folder, findings, kept
        self.digests: dict[str, str] = {}
        self.unread: dict[str, frozenset[str] | None] = {}

    def read(self, name: str, kind: Any) -> Any:
        """What stands in a file; ``None``: nothing that could be read."""
        shown = f"{self._folder.name}/{name}"
        if (text := text_of(self._folder / name, shown, self._findings)) is None:
            self.unread[shown] = None
            return None
        self.digests[name] = _digest([text])
        whole = partial(self._whole, name, partial(_read, shown, text, kind))
        if kind is Document and self._kept.lasts:
            value, found, lost = self._kept.of(f"lean/{name}", self.digests[name], lambda: _lean(*whole()))
        else:
            value, found, lost = whole()
        self._findings.extend(found)
        if found.errors:
            self.unread[shown] = None if value is None else lost
        return value

    def as_written(self, document: Document) -> Document:
        """A document with all its places; it is kept, or else read once more."""
        shown = document.at.file
        name = shown.partition("/")[2]
        text = partial(text_of, self._folder / name, shown, self._findings)
        written, _, _ = self._whole(name, lambda: _read(shown, text() or "", Document))
        return replace(cast(Document, written), id=document.id)

    def digest_of_all_but(self, folder: str) -> str:
        """One digest of the files that were read and lie in no such folder."""
        return _digest(f"{name} {digest}" for name, digest in self.digests.items() if not name.startswith(folder))

    def _whole(self, name: str, make: Callable[[], _Found]) -> _Found:
        return self._kept.of(f"load/{name}", self.digests[name], make)


def _words(folder: Path, read: dict[str, Any], findings: Findings, kept: Kept) -> dict[str, Any]:
    """The words of each calculator, and those of all; the core asks for none that is not there."""
    for needed in NEEDED:
        if not (folder / needed).exists():
            findings.add(
                Place(f"{folder.name}/{needed}", 1, 1), "no such file", "the words that the calculators speak with"
            )
    for name, words in read.items():
        if not isinstance(words, dict) and words is not None:
            findings.add(Place(f"{folder.name}/{name}", 1, 1), "a list", "a mapping of words, each with zh and en")
    words = {Path(name).stem: told for name, told in read.items() if isinstance(told, dict)}
    if all(Path(name).stem in words for name in NEEDED):
        check_core_words(words, f"{folder.name}/words", findings, kept.of("load/core words", "", asked_by_code))
    return words


def _answered(key: Key, groups: Groups, common: Any, findings: Findings) -> Key:
    """A key with its answers; those of a flag, in the words that all calculators share, and those that are groups
    stand elsewhere, once."""
    if key.kind == "flag":
        answers = [KeyValue(key.at, id, told["zh"], told["en"]) for id, told in common["flag"].items()]
        where = "yes and no"
    elif key.groups:
        answers = [KeyValue(one.at, one.id, one.zh, one.en) for one in groups.groups if one.kind == key.groups]
        where = f"the groups of kind {key.groups} in groups.yaml"
    else:
        return key
    if key.values:
        findings.add(key.values[0].at, f'an answer of the key "{key.id}"', f"none here: its answers are {where}")
    return replace(key, values=answers)


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()


def _read(shown: str, text: str, kind: Any) -> _Found:
    findings = Findings()
    reader = Reader(shown, findings, in_parts=kind in IN_PARTS)
    node = reader.compose(text)
    if node is not None and (meant := _meant(node, kind)):
        findings.add(reader.at(node), f"what seems to be {meant}", f"{_a(kind)}; the file lies in the wrong folder")
        return None, findings, frozenset()
    try:
        value = None if node is None else reader.read(node, kind)
    except Misfit:
        value = None
    return value, findings, frozenset(reader.lost)


def _meant(node: yaml.Node, kind: Any) -> str | None:
    """Another kind of file that a mapping's keys fit, where they do not fit its own."""
    if kind not in FOLDERS.values() or kind is Any or not isinstance(node, yaml.MappingNode):
        return None
    keys = {str(key.value) for key, _ in node.value}
    fits = {other: len(keys & fields_of(other).keys()) for other in FOLDERS.values() if other is not Any}
    best = max(fits, key=lambda other: fits[other])
    return _a(best) if len(keys) > 2 and fits[best] > 2 * fits[kind] else None


def _a(kind: Any) -> str:
    return with_article(kind.__name__.lower())


def _lean(document: Document | None, found: Findings, lost: frozenset[str]) -> _Found:
    return document and lean(document), found, lost


def _stems(folder: Path) -> set[str]:
    """The ids of the documents that lie anywhere in the folder, even where they should not."""
    outside = (path for path in folder.rglob("*") if "verified" not in path.parts)
    return {path.name.partition(".")[0] for path in outside}


def _paths(folder: Path, name: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted((folder / name).rglob("*.yaml"))]


def _by_their_files(read: dict[str, Document | None], findings: Findings) -> list[Document]:
    """Each document under the name of its file, by which all else refers to it; a copy of another is told and left."""
    rightly = {name for name, document in read.items() if document and name == f"documents/{document.id}.yaml"}
    taken, documents = {Path(name).stem for name in rightly}, []
    for name, document in read.items():
        if document is None:
            continue
        if name in rightly:
            documents.append(document)
            continue
        stem, id = Path(name).stem, document.id
        if str(id) != stem:
            findings.add(id.at, f'the document "{id}"', f'"{stem}", the id that the file is named after')
        if str(id) not in taken:
            documents.append(replace(document, id=placed(Text, stem, id.at)))
        taken |= {str(id), stem}
    return documents


def _by_calculator(cases: dict[str, Case]) -> dict[str, list[Case]]:
    shelves: dict[str, list[Case]] = {}
    for name, case in cases.items():
        if case is not None:
            shelves.setdefault(Path(name).parent.name, []).append(case)
    return shelves
