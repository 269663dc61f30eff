"""Beside the flow: who plays, who helps, and for whom."""
