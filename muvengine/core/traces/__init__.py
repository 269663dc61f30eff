"""Stage 1: fixes become a clean, measured trace."""
