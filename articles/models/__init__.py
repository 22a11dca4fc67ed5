"""The newsroom's records, one file each."""

from articles.models.article import Article, ArticleQuerySet
from articles.models.audit import AuditEntry
from articles.models.author import Author
from articles.models.autosave import Autosave
from articles.models.beginning import Beginning
from articles.models.byline import Byline
from articles.models.correction import Correction
from articles.models.dismissed_suggestion import DismissedSuggestion
from articles.models.distinct_tags import DistinctTags
from articles.models.edition import Edition
from articles.models.fingerprint import Fingerprint
from articles.models.front_page_slot import FrontPageSlot
from articles.models.grant import Grant
from articles.models.image import Image
from articles.models.language_version import LanguageVersion
from articles.models.listing import Listing
from articles.models.live_update import LiveUpdate
from articles.models.note import Note, NoteReceipt
from articles.models.pending_edit import PendingEdit
from articles.models.picture_use import PictureUse
from articles.models.ping import Ping
from articles.models.presence import Presence
from articles.models.preview_link import PreviewLink
from articles.models.read_count import ReadCount
from articles.models.redirect import Redirect
from articles.models.related_story import RelatedStory
from articles.models.related_suggestion import RelatedSuggestion
from articles.models.rendition import Rendition
from articles.models.revision import Revision
from articles.models.search_document import SearchDocument, SearchGeneration, SearchTerm
from articles.models.search_query import SearchQuery
from articles.models.section import Section
from articles.models.settled_story import SettledStory
from articles.models.source import Source
from articles.models.status_change import StatusChange
from articles.models.tag import Tag, TagAlias
from articles.models.tag_merge import TagMerge
from articles.models.teaser import Teaser

__all__ = [
    "Article",
    "ArticleQuerySet",
    "AuditEntry",
    "Author",
    "Autosave",
    "Beginning",
    "Byline",
    "Correction",
    "DismissedSuggestion",
    "DistinctTags",
    "Edition",
    "Fingerprint",
    "FrontPageSlot",
    "Grant",
    "Image",
    "LanguageVersion",
    "Listing",
    "LiveUpdate",
    "Note",
    "NoteReceipt",
    "PendingEdit",
    "PictureUse",
    "Ping",
    "Presence",
    "PreviewLink",
    "ReadCount",
    "Redirect",
    "RelatedStory",
    "RelatedSuggestion",
    "Rendition",
    "Revision",
    "SearchDocument",
    "SearchGeneration",
    "SearchQuery",
    "SearchTerm",
    "Section",
    "SettledStory",
    "Source",
    "StatusChange",
    "Tag",
    "TagAlias",
    "TagMerge",
    "Teaser",
]
