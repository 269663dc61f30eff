"""Stage 3: how much of each set route was followed, in order?"""
