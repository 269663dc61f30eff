"""Migrations, inside the package so that a wheel brings them."""
