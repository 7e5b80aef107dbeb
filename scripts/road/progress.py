"""Progress: one line a stage with the time it took, for somebody who waits at a terminal; silence for all others."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Progress:
    """Calls the stages one by one and tells of each."""

    def __init__(self, shown: bool | None = None) -> None:
        self.shown = sys.stdout.isatty() if shown is None else shown
        self._beside = ThreadPoolExecutor(1)

    def __call__(self, stage: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What the stage returns; its name is what is told of it."""
        if not self.shown:
            return stage(*arguments, **named)
        name = stage.__name__.replace("_", " ")
        print(f"{name:<17}", end="", flush=True)
        start = time.perf_counter()
        try:
            return stage(*arguments, **named)
        finally:
            print(f"{time.perf_counter() - start:6.2f} s", flush=True)

    def beside(self, stage: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Callable[[], T]:
        """Start a stage that asks nothing of the next ones; to call what is returned is to wait for it."""
        running = self._beside.submit(stage, *arguments, **named)

        def waited() -> T:
            return running.result()

        waited.__name__ = stage.__name__
        return waited

    def close(self) -> None:
        """Wait for a stage that was started and, since another one failed, never waited for."""
        self._beside.shutdown()
