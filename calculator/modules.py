"""Modules by the names that data and inputs know them by, each imported when it is first asked for: whoever wants one
calculator does not wait for the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType


class Modules(Mapping[str, ModuleType]):
    """The modules of a package by name, in a given order; a hyphen in a name is an underscore in its module's."""

    def __init__(self, package: str, names: tuple[str, ...]) -> None:
        self._package, self._names = package, names
        self._imported: dict[str, ModuleType] = {}

    def __getitem__(self, name: str) -> ModuleType:
        module = self._imported.get(name)
        if module is None:
            if name not in self._names:
                raise KeyError(name)
            module = self._imported[name] = import_module(f"{self._package}.{name.replace('-', '_')}")
        return module

    def __contains__(self, name: object) -> bool:
        return name in self._names  # to be asked for a name is no reason to import it

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
