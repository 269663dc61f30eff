"""Believable traces of people moving through a town, for demonstration, tests and measurements.

    line.py        where: a polyline in metres, its corners
    ways.py        ways of a fitting length through the town, drawn by chance
    motion.py      how: speeds, crossings, stops, per way of moving
    journey.py     the true positions, second by second, of a ride of several legs
    drift.py       how the receiver errs: errors that wander instead of jumping
    recorder.py    what a telephone writes of a journey: sampling, pauses, spikes, its clock
    ride.py        one ride recorded by one telephone
    companions.py  one journey recorded by several, and a car some seconds behind
    sets.py        any number of trips of one mode, each another
    cheats.py      what somebody might do to a recording, one function each
    cheat_table.py the table of the cheats: what each starts from, and what should notice it

Everything is a function of its arguments and a seed: the same ride is the same trace.
"""
