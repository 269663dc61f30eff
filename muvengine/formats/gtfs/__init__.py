"""Timetables as public transport publishes them: a zip of tables (GTFS Schedule)."""
