"""What is put into a public text."""

from __future__ import annotations

from muvengine.web import here


def notice_facts() -> dict[str, str]:
    """Give the facts of this town by the names that texts use."""
    programme = here.programme()
    return {
        "town": programme.name,
        "contact": programme.contact or here.say("notice.no_contact"),
        "trace_days": str(here.wiring().settings.trace_days),
    }
