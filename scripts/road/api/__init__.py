"""The static data API: records, their schemas and their tables as CSV, made from the typed policy.

Every record of a table has the same keys; what is absent is ``null`` or an empty list. Texts come as ``{"zh", "en"}``.
"""
