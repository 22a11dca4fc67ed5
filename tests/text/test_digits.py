from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.digits import SYSTEMS, format_number, localise, to_ascii


def test_arabic_and_persian_digits_become_ascii_and_nothing_else_changes():
    assert to_ascii("٢٧ أكتوبر ۲۰۲۳، 5٪") == "27 أكتوبر 2023، 5٪"


def test_digits_of_other_scripts_are_left_alone():
    assert to_ascii("४२ ²") == "४२ ²"


@pytest.mark.parametrize(
    ("system", "expected"), [("latn", "عام 2023 و27"), ("arab", "عام ٢٠٢٣ و٢٧"), ("arabext", "عام ۲۰۲۳ و۲۷")]
)
def test_a_text_of_mixed_digits_is_written_in_one_system(system, expected):
    assert localise("عام ٢٠۲3 و27", system) == expected


@pytest.mark.parametrize("call", [lambda: localise("1", "roman"), lambda: format_number(1, "roman")])
def test_an_unknown_system_is_refused_by_name(call):
    with pytest.raises(ValueError, match="roman"):
        call()


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        (0, "latn", "0"),
        (999, "arab", "٩٩٩"),
        (1234567, "latn", "1,234,567"),
        (1234567, "arab", "١٬٢٣٤٬٥٦٧"),
        (-16500, "arabext", "-۱۶٬۵۰۰"),
        (Decimal("1234.50"), "latn", "1,234.50"),
        (1234.5, "arab", "١٬٢٣٤٫٥"),
    ],
)
def test_numbers_are_grouped_with_the_separators_of_their_digits(number, digits, expected):
    assert format_number(number, digits) == expected


@given(st.text(), st.sampled_from(sorted(SYSTEMS)))
def test_any_text_comes_back_from_any_system(text, system):
    assert to_ascii(localise(text, system)) == to_ascii(text)
    assert len(localise(text, system)) == len(text)
