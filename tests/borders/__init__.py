"""The table of borders: each rule, each side of each of its borders, each reading of it, each group it names.

`cells` reads the cells off the rulebook, `standing` says in which of them a calculation stands, `moved` moves worked
cases into cells that no case stands in, `bills` builds bills that lie on the borders of what pays, for the second
calculator to work out as well.
"""
