"""What ends a build that has begun: told in one line, where a slip of the program itself gives a traceback."""

from __future__ import annotations


class Problem(Exception):
    """A stage cannot go on; the message says with what, and where it stands."""
