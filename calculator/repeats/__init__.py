"""Requests that differ in their amounts alone: what was computed for one of them is computed for the next by the same
arithmetic, without finding out again which rules stand."""
