"""The desk's pages, one file each; Django finds them here."""

from articles.admin.article import ArticleAdmin
from articles.admin.audit import AuditEntryAdmin
from articles.admin.author import AuthorAdmin
from articles.admin.front_page import FrontPageSlotAdmin
from articles.admin.grant import GrantAdmin
from articles.admin.image import ImageAdmin
from articles.admin.live_updates import LiveUpdateAdmin
from articles.admin.redirect import RedirectAdmin
from articles.admin.search_queries import SearchQueryAdmin
from articles.admin.section import SectionAdmin
from articles.admin.source import SourceAdmin
from articles.admin.tag import TagAdmin

__all__ = [
    "ArticleAdmin",
    "AuditEntryAdmin",
    "AuthorAdmin",
    "FrontPageSlotAdmin",
    "GrantAdmin",
    "ImageAdmin",
    "LiveUpdateAdmin",
    "RedirectAdmin",
    "SearchQueryAdmin",
    "SectionAdmin",
    "SourceAdmin",
    "TagAdmin",
]
