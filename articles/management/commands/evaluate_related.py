"""Measure the suggestions of related stories on stories with known answers."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.management.measurement import Measurement
from articles.related.evaluation import evaluate
from articles.related.measuring import Measured, Question


class Command(Measurement):
    """Print how often the right stories are suggested, beside simpler ways. Nothing is kept."""

    help = _("Measure the suggestions of related stories on a file of stories and questions, beside simpler ways.")

    def measured(self, stories: list[dict[str, Any]], questions: list[Question], language: str) -> Iterator[Measured]:
        """Measure related stories."""
        return evaluate(stories, questions, language)
