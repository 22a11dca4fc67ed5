"""The newsroom's records, one file each."""

from articles.models.article import Article, ArticleQuerySet
from articles.models.author import Author
from articles.models.byline import Byline
from articles.models.dismissed_suggestion import DismissedSuggestion
from articles.models.fingerprint import Fingerprint
from articles.models.front_page_slot import FrontPageSlot
from articles.models.image import Image
from articles.models.redirect import Redirect
from articles.models.related_story import RelatedStory
from articles.models.related_suggestion import RelatedSuggestion
from articles.models.search_document import SearchDocument, SearchGeneration, SearchTerm
from articles.models.section import Section
from articles.models.source import Source
from articles.models.status_change import StatusChange
from articles.models.tag import Tag, TagAlias
from articles.models.tag_merge import TagMerge

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Author",
    "Byline",
    "DismissedSuggestion",
    "Fingerprint",
    "FrontPageSlot",
    "Image",
    "Redirect",
    "RelatedStory",
    "RelatedSuggestion",
    "SearchDocument",
    "SearchGeneration",
    "SearchTerm",
    "Section",
    "Source",
    "StatusChange",
    "Tag",
    "TagAlias",
    "TagMerge",
]
