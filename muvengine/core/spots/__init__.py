"""Spots beside the flow: what people report on set routes and at places of the town.

Who reports, who has seen it too and who answers are values here; nothing moves points.
"""
