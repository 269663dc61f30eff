"""What a careful person looks for on a page besides its words: order, names, landmarks, help."""

from __future__ import annotations

import re
from collections import Counter

from muvengine.words.catalogue import say
from tests.page import Element, Page

TEXTS = {None, "text", "email", "tel", "search", "url", "password"}
SECRETS = {"current-password", "new-password", "one-time-code"}
# Another organiser types theirs on a screen that remembers somebody else's.
NOT_REMEMBERED = ("/organiser/points", "/move")
PRESSED = {"a", "button", "summary", "input", "select", "textarea"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# A browser closes a paragraph before any of these, wherever our tag stands.
NOT_IN_A_PARAGRAPH = {
    *HEADINGS, "p", "div", "ul", "ol", "dl", "table", "form", "section", "details", "fieldset",
    "pre",
}  # fmt: skip
ONLY_IN = {
    "li": {"ul", "ol", "template"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "legend": {"fieldset"},
    "caption": {"table"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "summary": {"details"},
}
ONLY_HOLDS = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}}
ROLES = {"alert", "status", "img", "group", "list", "region", "progressbar", "search", "timer"}
POINTING = ("aria-controls", "aria-details", "aria-owns", "list", "form")


def landmarks_are_named_and_once(page: Page) -> None:
    for tag in ("main", "header", "footer"):
        assert len(page.all(tag)) <= 1, f"two <{tag}> on {page.path}"
    labels = Counter(_name(page, nav) for nav in page.all("nav"))
    assert "" not in labels, f"a <nav> without a name on {page.path}"
    assert not [name for name, times in labels.items() if times > 1], f"{labels} on {page.path}"
    heading = page.one("h1")
    assert any(one.tag == "main" for one in page.around(heading)), f"h1 outside main {page.path}"


def the_first_link_skips_to_the_content(page: Page) -> None:
    links = page.all("a")
    if page.all("header"):
        assert links[0].attrs["href"] == "#content", f"{links[0].attrs} comes first on {page.path}"
        assert page.one("main").attrs.get("tabindex") == "-1"


def the_page_may_be_made_larger(page: Page) -> None:
    content = page.one("meta", name="viewport").attrs["content"] or ""
    assert not re.search("maximum-scale|user-scalable", content), page.path


def headings_stay_headings(page: Page) -> None:
    for element in page.elements:
        if element.tag in HEADINGS:
            assert element.text, f"an empty <{element.tag}> on {page.path}"
            assert "role" not in element.attrs, f"{element.text} is no heading on {page.path}"


def tags_stand_where_they_belong(page: Page) -> None:
    for element in page.elements:
        around = page.around(element)
        parent = around[-1].tag if around else ""
        allowed = ONLY_IN.get(element.tag)
        assert not allowed or parent in allowed, f"<{element.tag}> in <{parent}> on {page.path}"
        holds = ONLY_HOLDS.get(parent)
        assert not holds or element.tag in holds, f"<{element.tag}> in <{parent}> on {page.path}"
        if element.tag in NOT_IN_A_PARAGRAPH:
            outside = [one for one in around if one.tag == "p"]
            assert not outside, f"<{element.tag}> in the paragraph {outside[0].text} {page.path}"


def nothing_to_press_holds_another(page: Page) -> None:
    for element in page.elements:
        if element.tag in PRESSED and element.attrs.get("type") != "hidden":
            around = {one.tag for one in page.around(element)}
            assert not around & {"a", "button", "summary"}, f"{element.attrs} on {page.path}"
            hidden = [one for one in page.around(element) if _is_hidden(one)]
            hidden = [] if element.attrs.get("tabindex") == "-1" else hidden
            assert not hidden, f"{element.attrs} can be reached but not heard on {page.path}"
        if element.tag == "form":
            assert not any(one.tag == "form" for one in page.around(element)), page.path


def buttons_belong_to_a_form_or_a_script(page: Page) -> None:
    for button in page.all("button"):
        inside = any(one.tag == "form" for one in page.around(button))
        own = button.attrs.get("type") == "button" or "form" in button.attrs
        assert inside or own, f"{button.text} does nothing on {page.path}"


def order_is_the_order_of_reading(page: Page) -> None:
    for element in page.elements:
        assert int(element.attrs.get("tabindex") or 0) <= 0, f"{element.attrs} on {page.path}"
        assert "accesskey" not in element.attrs, page.path
        assert element.attrs.get("target") is None, f"{element.attrs} opens a window, {page.path}"
    first = [e.attrs.get("id") for e in page.elements if "autofocus" in e.attrs]
    assert len(first) <= 1, f"{first} all want to be first on {page.path}"


def choices_have_a_question(page: Page) -> None:
    groups = Counter(
        (_form(page, e), e.attrs.get("name"))
        for e in page.all("input")
        if e.attrs.get("type") in {"radio", "checkbox"}
    )
    for element in page.all("input"):
        kind, form = element.attrs.get("type"), _form(page, element)
        many = kind == "radio" or (
            kind == "checkbox" and groups[form, element.attrs.get("name")] > 1
        )
        # A box in a table is asked about by the heads of its row and column.
        asked = any(one.tag in {"fieldset", "table"} for one in page.around(element))
        assert not many or asked, f"{element.attrs} without a question on {page.path}"
    for group in page.all("fieldset"):
        held = [e.tag for e in page.inside(group)]
        named = "aria-label" in group.attrs or "aria-labelledby" in group.attrs
        assert named or held[:1] == ["legend"], f"a group without a name on {page.path}"


def labels_tell_fields_apart(page: Page) -> None:
    kinds = {e.attrs["id"]: e.attrs.get("type") for e in page.all("input") if "id" in e.attrs}
    said = Counter(
        (_form(page, label), _group(page, label), label.text)
        for label in page.all("label")
        if kinds.get(label.attrs.get("for")) not in {"radio", "checkbox"}
    )
    twice = [one for one, times in said.items() if times > 1]
    assert not twice, f"{twice[0][2]} is asked twice on {page.path}"


def tables_say_what_they_show(page: Page) -> None:
    for table in page.all("table"):
        inside = page.inside(table)
        framed = any(_frames(one) and _name(page, one) for one in page.around(table))
        named = framed or _name(page, table) or any(e.tag == "caption" and e.text for e in inside)
        assert named, f"a table without a caption on {page.path}"
        for head in inside:
            if head.tag == "th":
                assert head.attrs.get("scope") in {"col", "row", "colgroup", "rowgroup"}, head


def wide_tables_can_be_moved_by_key(page: Page) -> None:
    for element in page.elements:
        if "table-responsive" in (element.attrs.get("class") or "").split():
            assert element.attrs.get("tabindex") == "0", f"a table no key can move on {page.path}"
            assert _frames(element), f"{element.attrs} on {page.path}"
            assert _name(page, element), f"{element.attrs} on {page.path}"


def drawings_are_named_or_silent(page: Page) -> None:
    for drawing in page.all("svg"):
        silent = drawing.attrs.get("aria-hidden") == "true"
        around = page.around(drawing)
        silent = silent or any(_is_hidden(one) or one.attrs.get("role") == "img" for one in around)
        named = drawing.attrs.get("role") == "img" and _name(page, drawing)
        assert silent or named, f"a drawing without words on {page.path}: {drawing.attrs}"


def roles_and_pointers_are_known(page: Page) -> None:
    ids = {e.attrs["id"] for e in page.elements if "id" in e.attrs}
    for element in page.elements:
        role = element.attrs.get("role")
        assert role is None or role in ROLES, f"role {role} on {page.path}"
        for name in POINTING:
            for target in (element.attrs.get(name) or "").split():
                assert target in ids, f"{name}={target} points nowhere on {page.path}"
        href = element.attrs.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in ids, f"{href} leads nowhere on {page.path}"


def fields_say_what_may_fill_them(page: Page) -> None:
    for field in page.all("input"):
        kind, fills = field.attrs.get("type"), field.attrs.get("autocomplete")
        if kind in TEXTS:
            assert fills, f"{field.attrs} does not say what may fill it on {page.path}"
        # What people keep in their telephone need not be in their head.
        if kind == "password" and not page.path.endswith(NOT_REMEMBERED):
            assert fills in SECRETS, f"{field.attrs} must be remembered on {page.path}"


def problems_are_found_at_once(page: Page) -> None:
    told = [e for e in page.elements if e.attrs.get("role") == "alert" and _is_problem(e)]
    if told:
        title = page.one("title").text
        word = say("account.error_title", page.one("html").attrs["lang"] or "")
        assert title.startswith(word), f"{title} tells of no problem on {page.path}"
        assert _meets_the_reader(page, told[0]), f"nobody is led to the problem on {page.path}"
    for field in page.elements:
        if field.attrs.get("aria-invalid") == "true":
            about = (field.attrs.get("aria-describedby") or "").split()
            assert any("wrong" in one for one in about), f"{field.attrs} on {page.path}"
    described = {w for e in page.elements for w in (e.attrs.get("aria-describedby") or "").split()}
    for element in page.all("p", class_="wrong"):
        assert element.attrs.get("id") in described | {None}, f"{element.text} on {page.path}"


def _meets_the_reader(page: Page, problem: Element) -> bool:
    """Tell whether the page opens at the problem, or at a field that speaks of it."""
    if "autofocus" in problem.attrs:
        return problem.attrs.get("tabindex") == "-1"
    first = [e for e in page.elements if "autofocus" in e.attrs]
    about = (first[0].attrs.get("aria-describedby") or "").split() if first else []
    return problem.attrs.get("id") in about


def _frames(element: Element) -> bool:
    return element.attrs.get("role") in {"region", "group"}


def _is_problem(element: Element) -> bool:
    return "alert-danger" in (element.attrs.get("class") or "").split()


def _is_hidden(element: Element) -> bool:
    return element.attrs.get("aria-hidden") == "true"


def _name(page: Page, element: Element) -> str:
    if element.attrs.get("aria-label"):
        return element.attrs["aria-label"] or ""
    wanted = (element.attrs.get("aria-labelledby") or "").split()
    return " ".join(e.text for e in page.elements if e.attrs.get("id") in wanted)


def _form(page: Page, element: Element) -> int | None:
    return next((id(one) for one in page.around(element) if one.tag == "form"), None)


def _group(page: Page, element: Element) -> tuple[int, ...]:
    """The groups and rows a field stands in: each gives its label a context of its own."""
    return tuple(id(one) for one in page.around(element) if one.tag in {"fieldset", "tr", "li"})


CAREFUL = (
    landmarks_are_named_and_once,
    the_first_link_skips_to_the_content,
    the_page_may_be_made_larger,
    headings_stay_headings,
    tags_stand_where_they_belong,
    nothing_to_press_holds_another,
    buttons_belong_to_a_form_or_a_script,
    order_is_the_order_of_reading,
    choices_have_a_question,
    labels_tell_fields_apart,
    tables_say_what_they_show,
    wide_tables_can_be_moved_by_key,
    drawings_are_named_or_silent,
    roles_and_pointers_are_known,
    fields_say_what_may_fill_them,
    problems_are_found_at_once,
)
