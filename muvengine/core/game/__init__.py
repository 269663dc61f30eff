"""Beside the flow: what makes people come back next week; it reads sheets and changes none."""
