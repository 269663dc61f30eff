"""Queries that find the first row that breaks a promise, by what they are about."""
