"""Stage 2: is the trace what its mode claims?"""
