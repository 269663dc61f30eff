"""What sets an app on a telephone up with one press: links, a square, a file of settings.

GPSLogger loads a file of properties from an address, see its ``PreferenceNames``; Traccar
Client takes its settings from an address, see its ``configuration_service``.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from muvengine.core.people.sender import App

# Often enough for a bicycle, seldom enough for a battery.
GPSLOGGER_S: Final = 5
TRACCAR: Final = {
    "interval": "10",
    "fastest_interval": "5",
    "distance": "0",
    "accuracy": "high",
    "buffer": "true",
}


def setup_page(base_url: str, token: str) -> str:
    """Give the page that sets an app up on the telephone that opens it."""
    return f"{base_url}/auto/{token}"


def setup_link(base_url: str, app: App, token: str) -> str:
    """Give the link that the app itself opens."""
    if app is App.GPSLOGGER:
        return f"gpslogger://properties/{setup_page(base_url, token)}.properties"
    settings = {"url": f"{base_url}/ingest/traccar", "id": token, **TRACCAR}
    return f"org.traccar.client://config?{urlencode(settings)}"


def setup_square(base_url: str, app: App, token: str) -> str:
    """Give the text of a square: for the telephone's camera, or for Traccar Client's own."""
    if app is App.GPSLOGGER:
        return setup_page(base_url, token)
    return f"{base_url}/ingest/traccar?{urlencode({'id': token, **TRACCAR})}"


def gpslogger_properties(base_url: str, token: str) -> str:
    """Write the settings by which GPSLogger sends each finished trip, and only finished ones."""
    lines = {
        "log_gpx": "true",
        "time_before_logging": f"{GPSLOGGER_S}",
        # One file a trip: a file of a whole day would be sent again with each of its trips.
        "new_file_creation": "everystart",
        "autosend_enabled": "true",
        "autosend_frequency_whenstoppressed": "true",
        # No half trips in between.
        "autosend_frequency_minutes": "0",
        "autosend_sendzip": "false",
        "autohttpfileupload_enabled": "true",
        "httpfileupload_url": f"{base_url}/ingest/gpx",
        "httpfileupload_method": "POST",
        "httpfileupload_body_type": "form-data",
        "httpfileupload_headers": f"Authorization: Bearer {token}",
    }
    return "".join(f"{name}={value}\n" for name, value in lines.items())
