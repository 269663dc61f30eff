"""The game beside the flow: what kept sheets add up to, for people and for teams.

Everything here is a function of sheets that stand and of days; nothing moves points.
"""
