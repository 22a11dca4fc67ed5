"""Names that a note calls."""

import pytest

from articles.text import mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@rima، راجعي", ["rima"]),
        ("سألتُ @ريما و@adel.", ["ريما"]),
        ("شكرا @adel. @adel!", ["adel"]),
        ("rima@example.org كتبت", []),
        ("@a.b-c+1: هنا", ["a.b-c+1"]),
        ("@ وحدها، @@", []),
        ("(@rima)", ["rima"]),
    ],
)
def test_names_are_found_where_they_are_called(text, names) -> None:
    assert mentions.names(text) == names
