"""Stage 4: everything a rule may know about a trip."""
