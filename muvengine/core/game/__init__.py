"""The game beside the flow: what people win by moving about, together and by chance.

Everything here is a function of sheets that stand and of days; nothing moves points.
"""
