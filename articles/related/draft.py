"""A story as it stands in the form, saved or not."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from modeltranslation.utils import build_localized_fieldname

from articles.models import Article
from articles.models.named import LANGUAGE_CODES
from articles.search.document import Texts
from articles.text import html

from .archive import stems_of_texts
from .terms import Stems


@dataclass(frozen=True)
class Draft:
    """The texts of a story in one language, and what it is tied to. ``body`` is HTML as the editor has it."""

    language: str
    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    body: str = ""
    article: int | None = None
    tags: frozenset[int] = frozenset()
    section: int | None = None
    at: datetime | None = None

    @classmethod
    def of(cls, article: Article, language: str) -> Self:
        """Return a stored story's draft in a language."""

        def own(field: str) -> str:
            return getattr(article, build_localized_fieldname(field, language)) or ""

        return cls(
            language,
            own("headline"),
            own("kicker"),
            own("standfirst"),
            own("body"),
            article.pk,
            frozenset(tag.pk for tag in article.tags.all()),
            article.section_id,
            article.in_language("published_at", language) or article.created_at,
        )

    @cached_property
    def plain(self) -> str:
        """The running text, a line for each paragraph."""
        return html.plain_text(self.body)

    @cached_property
    def text(self) -> str:
        """Everything that is read, a line for each part."""
        return "\n".join(filter(None, (self.headline, self.kicker, self.standfirst, self.plain)))

    @cached_property
    def stems(self) -> Stems:
        """The stems, as the index would hold them."""
        headline = " \n ".join(filter(None, (self.headline, self.kicker)))
        return stems_of_texts(Texts(headline, "", "", self.standfirst, self.plain), self.language)


def drafts_of(article: Article) -> list[Draft]:
    """The drafts of a story in every language that has a text."""
    drafts = (Draft.of(article, language) for language in LANGUAGE_CODES)
    return [draft for draft in drafts if draft.body or draft.standfirst]
