"""An auditor beside the engine: anything may happen, and both must say the same.

::

    wallet, books      what a town owns and owes, in plain objects and without a database
    points, counter,   what each act must do to the books, and how the engine must answer:
    statements         with a value, or with the one refusal that applies
    stage              performs an act on a real database and holds it to the auditor's answer
    rules_*            what may happen, in any order; Hypothesis chooses
    blows, digest      a process that stops in the middle, and proof that nothing was left

The auditor never looks into the database to find out what should be there.
"""
