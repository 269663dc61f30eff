"""Stage 6: points and cents move from account to account, and never appear or vanish."""
