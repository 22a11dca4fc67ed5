import pytest

from articles.importers.quotes import unbalanced


def _found(*paragraphs: str) -> list[tuple[str, int | None]]:
    return [(warning.code, warning.paragraph) for warning in unbalanced(paragraphs)]


@pytest.mark.parametrize(
    "text",
    [
        "قال إن “الحرب” انتهت وإن «السلام» قريب",
        "قال “إن «السلام» قريب” أمس",
        'قال "نعم" ثم "لا"',
        "كتبت الصحيفة ”نعم“ في عنوانها",
        "Він сказав: „Так“ і пішов",
        "Він сказав: «Так» і пішов",
    ],
)
def test_quotations_that_close_are_left_alone(text: str) -> None:
    assert _found(text) == []


def test_a_mark_that_closes_nothing_is_shown_with_its_paragraph_and_its_words() -> None:
    text = "أن “أولوية” طهران “هي وقف فوري لإطلاق النار، وتقديم المساعدة للشعب ورفع الحصار القمعي”. غزة.”"
    (warning,) = unbalanced(["فقرة أولى.", text])
    assert (warning.code, warning.paragraph) == ("quote_not_opened", 2)
    assert warning.params["text"].endswith("الحصار القمعي”. غزة.”")


def test_a_mark_that_stays_open_is_shown() -> None:
    assert _found("قال إن «الحرب انتهت.") == [("quote_not_closed", 1)]
    assert _found('قال "الحرب انتهت.') == [("quote_not_closed", 1)]


def test_a_quotation_over_paragraphs_opens_again_in_each() -> None:
    assert _found("قال: «الحرب انتهت.", "«والسلام قريب».") == []


def test_each_fault_is_shown() -> None:
    assert _found("نعم” ثم “لا” ثم”") == [("quote_not_opened", 1), ("quote_not_opened", 1)]
