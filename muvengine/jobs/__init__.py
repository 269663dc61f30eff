"""Work that recurs: each job calls one service and is safe to run twice."""
