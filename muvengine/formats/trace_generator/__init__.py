"""Believable traces of people moving through a town, for the demonstration and for tests.

    line.py     where: a polyline in metres, its corners
    motion.py   how: speeds, crossings, stops, per way of moving
    drift.py    how the receiver sees it: errors that wander instead of jumping
    ride.py     the three together: one ride of several legs becomes fixes

Everything is a function of its arguments and a seed: the same ride is the same trace.
"""
