"""Measure the suggestions of tags on texts with known ones."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.management.measurement import Measurement
from articles.related.measuring import Measured, Question
from articles.related.tags_evaluation import evaluate


class Command(Measurement):
    """Print how often the right tags are suggested, beside simpler ways. Nothing is kept."""

    help = _(
        "Measure the suggestions of tags on a file of stories, beside simpler ways. The right ones are the stories' "
        'own tags, or those of lines like {"like": id, "relevant": [tags]}.'
    )

    def measured(self, stories: list[dict[str, Any]], questions: list[Question], language: str) -> Iterator[Measured]:
        """Measure tags."""
        return evaluate(stories, questions, language)
