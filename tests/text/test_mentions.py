"""Names that a note calls."""

import pytest

from articles.text import mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@rima، راجعي", ["rima"]),
        ("سألتُ @ريما و@adel.", ["ريما", "adel"]),
        ("شكرا @adel. @adel!", ["adel"]),
        ("rima@example.org كتبت", []),
        ("@a.b-c+1: هنا", ["a.b-c+1"]),
        ("@ وحدها، @@", []),
        ("(@rima)", ["rima"]),
    ],
)
def test_names_are_found_where_they_are_called(text, names) -> None:
    assert mentions.names(text) == names


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("لا أحد", [("لا أحد", False)]),
        ("@rima، ثم و@adel.", [("@rima", True), ("، ثم و", False), ("@adel", True), (".", False)]),
        ("rima@example.org", [("rima@example.org", False)]),
    ],
)
def test_a_text_is_split_at_whom_it_calls(text, parts) -> None:
    assert mentions.split(text) == parts


def test_a_name_with_an_arabic_particle_before_it_is_called() -> None:
    assert mentions.names("و@rima فل@adel إلى@shahd") == ["rima", "adel"]
