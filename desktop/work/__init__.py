"""The verbs: one file per thing that a user wants done; each is `def verb(desk, task, *, ...)`.

A verb never calls a verb; what two share goes down a floor. It raises `DeskError` for expected trouble
and `Cancelled` when the user stops it, and never returns None for failure.
"""
