"""Help texts become safe parts of a page."""

from __future__ import annotations

import pytest

from muvengine.formats.help_page import FOLDER, as_page, help_page

NAMES = sorted(path.stem for path in (FOLDER / "en").glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_written_in_french_too(name: str) -> None:
    english, french = help_page(name, "en"), help_page(name, "fr")
    assert english is not None
    assert french is not None
    assert (english.locale, french.locale) == ("en", "fr")
    assert english.title
    assert english.body.count("<h2") == french.body.count("<h2")
    assert english.body.count("<tr>") == french.body.count("<tr>")


def test_a_language_without_the_text_shows_the_english_one() -> None:
    page = help_page("glossary", "sw")
    assert page is not None
    assert page.locale == "en"


@pytest.mark.parametrize(
    "name", ["../secrets", "..", "", "Glossary", "glossary.md", "x" * 99, "nothing"]
)
def test_only_the_names_of_texts_are_pages(name: str) -> None:
    assert help_page(name, "en") is None
    assert help_page("glossary", name) == help_page("glossary", "en")


def test_markup_in_a_text_is_shown_and_not_run() -> None:
    page = as_page("# Title\n\n<script>alert(1)</script> [x](javascript:alert(1))\n", "en")
    assert "<script>" not in page.body
    assert "&lt;script&gt;" in page.body
    assert 'href="javascript' not in page.body


def test_tables_name_their_columns_and_scroll_by_themselves() -> None:
    page = as_page("# T\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n", "en")
    assert page.body.count('scope="col"') == 2
    assert "table-responsive" in page.body
    assert "style=" not in page.body


def test_a_heading_that_is_a_word_of_a_file_can_be_linked_to() -> None:
    page = as_page("# T\n\n## `earn.per_km`: bands\n\n## Other\n\n### `any`\n", "en")
    assert '<h2 id="earn.per_km"><code>earn.per_km</code>: bands</h2>' in page.body
    assert "<h2>Other</h2>" in page.body
    assert '<h3 class="h6 fw-bold" id="any"><code>any</code></h3>' in page.body


def test_quoted_lines_of_a_file_scroll_by_themselves() -> None:
    page = as_page("# T\n\n```yaml\nflat: 5\n```\n", "en")
    assert 'tabindex="0"><code class="language-yaml">flat: 5' in page.body
