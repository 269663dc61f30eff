"""Forms as a person meets them: sent empty, and sent filled in as well as can be guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.page import Element, Page

UNTYPED = {"hidden", "checkbox", "radio", "file", "submit"}
BY_TYPE = {
    "email": "lou@centre.example",
    "number": "1",
    "time": "10:00",
    "search": "Amina",
    "password": "un mot de passe assez long",
}
A_FEW_WORDS = "Parce qu’il pleuvait ce jour-là."


@dataclass(frozen=True, slots=True)
class Form:
    """A form on a page.

    Attributes:
        on: the address of its page.
        action: where it goes.
        method: in small letters.
        fields: what it sends, buttons that have a name among them.
        options: the values of each choice, by the name of its field.
    """

    on: str
    action: str
    method: str
    fields: tuple[Element, ...]
    options: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(str(e.attrs.get("name")) for e in self.fields)

    @property
    def asks(self) -> bool:
        """Whether a person has to put something in."""
        return any(e.tag == "textarea" or _is_typed(e) or _is_file(e) for e in self.fields)

    def empty(self) -> dict[str, object]:
        """What is sent by whoever fills in nothing."""
        return {**self._hidden(), **self._pressed()}

    def filled(self, known: Mapping[str, object]) -> dict[str, object]:
        """What is sent by somebody who does what they are asked.

        Args:
            known: the answers only this person can give, by the name of the field.
        """
        data: dict[str, object] = {**self._hidden(), **self._pressed()}
        for field in self.fields:
            name, kind = str(field.attrs.get("name")), field.attrs.get("type")
            if name in known:
                value = known[name]
                # A file is read to its end each time it is sent.
                data[name] = (BytesIO(value), "trace.gpx") if isinstance(value, bytes) else value
            elif field.tag == "select":
                data[name] = self._chosen(field)
            elif kind in {"radio", "checkbox"}:
                if name not in data or "checked" in field.attrs:
                    data[name] = field.attrs.get("value") or "on"
            elif field.tag == "textarea":
                data[name] = field.text or A_FEW_WORDS
            elif _is_typed(field):
                given = field.attrs.get("value") or field.attrs.get("min")
                data[name] = given or BY_TYPE.get(kind or "", "Essai")
        return data

    def _chosen(self, field: Element) -> str:
        values = self.options[str(field.attrs.get("name"))]
        return next((value for value in values if value), "")

    def _hidden(self) -> dict[str, object]:
        return {
            str(e.attrs["name"]): e.attrs.get("value") or ""
            for e in self.fields
            if e.attrs.get("type") == "hidden"
        }

    def _pressed(self) -> dict[str, object]:
        named = [e for e in self.fields if e.tag == "button" and e.attrs.get("name")]
        return {str(e.attrs["name"]): e.attrs.get("value") or "" for e in named[:1]}


def forms_on(page: Page, url: str) -> Iterator[Form]:
    """Give every form of a page that was opened at ``url``."""
    for form in page.all("form"):
        fields, options = [], {}
        # A button elsewhere on the page may say which form it sends.
        aside = (e for e in page.elements if e.attrs.get("form", "") == form.attrs.get("id"))
        for element in (*page.inside(form), *aside):
            if element.tag in {"input", "select", "textarea", "button"} and "name" in element.attrs:
                fields.append(element)
            if element.tag == "select":
                values = [e.attrs.get("value") or "" for e in page.inside(element)]
                options[str(element.attrs.get("name"))] = tuple(values)
        action = urljoin(page.path, form.attrs["action"] or "")
        yield Form(url, action, str(form.attrs["method"]), tuple(fields), options)


def send(client: FlaskClient, form: Form, data: dict[str, object]) -> TestResponse:
    """Send a form as a browser does."""
    if form.method == "get":
        typed = {name: str(value) for name, value in data.items()}
        return client.get(form.action, query_string=typed, follow_redirects=True)
    files = any(_is_file(e) for e in form.fields)
    kind = "multipart/form-data" if files else "application/x-www-form-urlencoded"
    reply = client.post(form.action, data=data, content_type=kind, follow_redirects=True)
    for one in (*reply.history, reply):
        one.request.environ["wsgi.input"].close()
    return reply


def _is_typed(field: Element) -> bool:
    return field.tag == "input" and field.attrs.get("type", "text") not in UNTYPED


def _is_file(field: Element) -> bool:
    return field.attrs.get("type") == "file"
