"""Second calculators of `reimbursement`, `county-budget`, `bed-day` and `referral`, written from the rules alone and
never from the first.

They know places, dates and figures, each rule plain code with its clause; they import nothing of `calculator`.
"""
