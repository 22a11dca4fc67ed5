"""The three formats of a feed: RSS 2.0, Atom and JSON Feed 1.1, each with authors, pictures and its language."""

import json
from datetime import datetime
from mimetypes import guess_type
from typing import Any
from xml.sax.xmlreader import AttributesImpl  # noqa: S406 (we write, and read nothing)

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

MEDIA = "http://search.yahoo.com/mrss/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"

Item = dict[str, Any]


class Rss(Rss201rev2Feed):
    """RSS with every writer in ``dc:creator``, the text in ``content:encoded`` and the picture in ``media:content``."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, str]:
        """Return the names of the vocabularies, and the language."""
        own = {"xmlns:dc": DUBLIN_CORE, "xmlns:media": MEDIA, "xmlns:content": CONTENT}
        return {**super().rss_attributes(), **own, "xml:lang": self.feed["language"]}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what the feed is, and its hub."""
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Item) -> None:
        """Write an item."""
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author["name"])
        if item["html"]:
            handler.addQuickElement("content:encoded", item["html"])
        _write_picture(handler, item)


class Atom(Atom1Feed):
    """Atom with every writer, the text as HTML and the picture in ``media:content``."""

    def root_attributes(self) -> dict[str, str]:
        """Return the names of the vocabularies, and the language."""
        return {**super().root_attributes(), "xmlns:media": MEDIA, "xml:lang": self.feed["language"]}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what the feed is, and its hub."""
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Item) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", author["name"])
            handler.addQuickElement("uri", author["url"])
            handler.endElement("author")
        if item["html"]:
            handler.addQuickElement("content", item["html"], {"type": "html"})
        _write_picture(handler, item)


class Json(SyndicationFeed):
    """JSON Feed, https://www.jsonfeed.org/version/1.1/."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed."""
        about = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["description"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "hubs": [{"type": "WebSub", "url": self.feed["hub"]}] if self.feed["hub"] else [],
        }
        feed = {**{key: value for key, value in about.items() if value}, "items": [_entry(item) for item in self.items]}
        outfile.write(json.dumps(feed, ensure_ascii=False))

    def writeString(self, encoding: str) -> str:
        """Return the feed as text."""
        about: list[str] = []
        self.write(_Lines(about), encoding)
        return "".join(about)


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


FORMATS: dict[str, type[SyndicationFeed]] = {"rss": Rss, "atom": Atom, "json": Json}


def _write_picture(handler: SimplerXMLGenerator, item: Item) -> None:
    if picture := item["picture"]:
        size = {"width": str(picture.width), "height": str(picture.height)}
        kind = {"type": media_type} if (media_type := guess_type(picture.url)[0]) else {}
        about = {"url": picture.url, "medium": "image", **kind, **size}
        handler.startElement("media:content", AttributesImpl(about))
        if item["credit"]:
            handler.addQuickElement("media:credit", item["credit"])
        handler.endElement("media:content")


def _entry(item: Item) -> Item:
    entry = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["summary"],
        "image": item["picture"].url if item["picture"] else "",
        "date_published": _moment(item["pubdate"]),
        "date_modified": _moment(item["updateddate"]),
        "authors": item["authors"],
        "tags": list(item["categories"]),
    }
    text = {"content_html": item["html"]} if item["html"] else {"content_text": item["summary"] or item["title"]}
    return {key: value for key, value in (entry | text).items() if value}


def _moment(value: datetime | None) -> str:
    return rfc3339_date(value) if value else ""
