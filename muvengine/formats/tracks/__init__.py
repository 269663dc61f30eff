"""Recordings in other formats than GPX: TCX, KML, GeoJSON and FIT."""
