"""A second reimbursement calculator, written from the rules alone and never from the first.

It knows places, dates and figures, each rule plain code with its clause; it imports nothing of `calculator`.
"""
