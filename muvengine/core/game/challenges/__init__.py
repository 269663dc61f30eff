"""Challenges: what somebody, two or a team set out to do, and whether it is done."""
