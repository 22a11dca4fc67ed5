"""Stories and pages as schema.org describes them, for search engines.

Each function returns a dict of one thing; ``script`` makes what stands in the page.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

from articles.exporters import pictures
from articles.exporters.addresses import absolute, page_in
from articles.models import Article, Author, Byline, Correction, Image, LiveUpdate, Section, Source, Tag

Thing = dict[str, Any]

ESCAPES = [(letter, f"\\u{ord(letter):04x}") for letter in "<>&\u2028\u2029"]
AUTHOR_TYPES = {
    Author.Kind.PERSON: "Person",
    Author.Kind.AGENCY: "NewsMediaOrganization",
    Author.Kind.DESK: "Organization",
}
ROLES = {
    Byline.Role.WRITING: "author",
    Byline.Role.TRANSLATION: "translator",
    Byline.Role.EDITING: "editor",
    Byline.Role.REPORTING: "contributor",
    Byline.Role.PHOTOGRAPHY: "contributor",
}
MENTIONS: dict[str, str] = {Tag.Kind.PERSON: "Person", Tag.Kind.PLACE: "Place", Tag.Kind.ORGANISATION: "Organization"}
LOGO, LOGO_SIDE = "newsroom/img/logo.png", 512
MOST_LISTED = 30


def script(*things: Thing) -> str:
    """Return things as the JSON of a page's data block, in which no text can end the element that holds it."""
    linked = [{"@context": "https://schema.org", **_without_blanks(thing)} for thing in things]
    return plain(linked[0] if len(linked) == 1 else linked)


def plain(thing: Any) -> str:
    """Return JSON that is safe inside a page or a script."""
    text = json.dumps(thing, ensure_ascii=False)
    for letter, escape in ESCAPES:
        text = text.replace(letter, escape)
    return text


def news_article(
    story: Article,
    *,
    url: str,
    language: str,
    lead: Image | None = None,
    corrections: Iterable[Correction] = (),
    others: Iterable[Image] = (),
    told: Iterable[LiveUpdate] | None = None,
) -> Thing:
    """Return a story as a ``NewsArticle``; its bylines, tags and sources should be loaded already.

    ``others`` are the pictures in its text. With ``told``, the updates of live coverage, it is a ``LiveBlogPosting``.
    """
    said = partial(story.in_language, language=language)
    people: dict[str, list[Thing]] = {}
    for byline in story.bylines.all():
        role, one = ROLES[Byline.Role(byline.role)], person(byline.author)
        if one not in people.setdefault(role, []):
            people[role].append(one)
    tags = list(story.tags.all())
    changed = max(filter(None, (said("published_at"), story.substantive_updated_at)))
    described: Thing = {
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "headline": said("headline"),
        "alternativeHeadline": said("kicker"),
        "description": said("seo_description") or said("standfirst"),
        "image": [
            *([image_object(picture, lead) for picture in pictures.for_search(lead)] if lead else []),
            *(image_object(pictures.original(image), image) for image in others),
        ],
        "datePublished": moment(said("published_at")),
        "dateModified": moment(changed),
        "dateline": said("dateline_place"),
        "articleSection": story.section.name if story.section else "",
        "keywords": [tag.name for tag in tags],
        "mentions": [
            {"@type": MENTIONS[tag.kind], "name": tag.name, "url": absolute(tag.get_absolute_url())}
            for tag in tags
            if tag.kind in MENTIONS
        ],
        "wordCount": said("word_count"),
        "inLanguage": language,
        "isAccessibleForFree": True,
        **people,
        "author": people.get("author") or people.get("contributor") or [publisher()],
        "publisher": publisher(),
        "isBasedOn": [based_on(source) for source in story.sources.all()],
        "correction": [
            {"@type": "CorrectionComment", "text": one.text, "datePublished": moment(one.at)} for one in corrections
        ],
    }
    return described if told is None else described | _live(story, told, described)


def _live(story: Article, told: Iterable[LiveUpdate], described: Thing) -> Thing:
    """Return what live coverage has beyond other stories; a dateline is no property of a blog."""
    return {
        "@type": "LiveBlogPosting",
        "dateline": "",
        "coverageStartTime": moment(story.published_at),
        "coverageEndTime": moment(story.live_until),
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": one.headline,
                "articleBody": one.text,
                "url": f"{described['url']}?until={one.pk}#update-{one.pk}",
                "datePublished": moment(one.at),
                "dateModified": moment(one.changed_at or one.at),
                "inLanguage": described["inLanguage"],
                "author": described["author"],
                "publisher": {"@id": described["publisher"]["@id"]},
            }
            for one in told
        ],
    }


def image_gallery(story: Article, images: Iterable[Image], *, url: str, story_url: str, language: str) -> Thing:
    """Return the page of a story's pictures as an ``ImageGallery``."""
    return {
        "@type": "ImageGallery",
        "url": url,
        "name": story.headline,
        "inLanguage": language,
        "isPartOf": {"@type": "NewsArticle", "@id": story_url, "url": story_url, "headline": story.headline},
        "image": [image_object(pictures.original(image), image) for image in images],
        "publisher": publisher(),
    }


def person(author: Author) -> Thing:
    """Return who signs, as a person or an organisation with the address of their page here."""
    kind = AUTHOR_TYPES[Author.Kind(author.kind)]
    title = author.role_title if kind == "Person" else ""
    return {"@type": kind, "name": author.name, "url": absolute(author.get_absolute_url()), "jobTitle": title}


def publisher() -> Thing:
    """Return the newsroom."""
    return _publisher(settings.SITE_NAME, settings.SITE_URL)


@lru_cache
def _publisher(name: str, url: str) -> Thing:
    logo = {
        "@type": "ImageObject",
        "url": absolute(static(LOGO)),
        "contentUrl": absolute(static(LOGO)),
        "width": LOGO_SIDE,
        "height": LOGO_SIDE,
    }
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{url}/#newsroom",
        "name": name,
        "url": f"{url}/",
        "logo": logo,
    }


def image_object(picture: pictures.Sized, image: Image) -> Thing:
    """Return one size of a picture, with its credit."""
    credit = image.credit or (image.source.name if image.source else "")
    return {
        "@type": "ImageObject",
        "url": picture.url,
        "contentUrl": picture.url,
        "width": picture.width,
        "height": picture.height,
        "caption": image.caption or image.alt,
        "creditText": credit,
    }


def based_on(source: Source) -> Thing:
    """Return the copy of an agency that a story comes from."""
    agency = {"@type": "NewsMediaOrganization", "name": source.name, "url": source.website}
    return {"@type": "CreativeWork", "name": source.name, "url": source.website, "publisher": agency}


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Thing:
    """Return the way to a page, as names and full addresses, the page itself last."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def section_trail(section: Section | None, home: str) -> list[tuple[str, str]]:
    """Return the names and full addresses from the front page down to a section."""
    parts = [part for part in ((section.parent if section else None), section) if part]
    front = (settings.SITE_NAME, absolute(home))
    return [front, *((part.name, absolute(part.get_absolute_url())) for part in parts)]


def collection_page(name: str, *, url: str, language: str, stories: Iterable[Article], description: str = "") -> Thing:
    """Return a list of stories."""
    items = [
        {"@type": "ListItem", "position": place, "name": story.headline, "url": absolute(story.get_absolute_url())}
        for place, story in enumerate(list(stories)[:MOST_LISTED], 1)
    ]
    return {
        "@type": "CollectionPage",
        "name": name,
        "description": description,
        "url": url,
        "inLanguage": language,
        "isPartOf": {"@id": f"{settings.SITE_URL}/#site"},
        "mainEntity": {"@type": "ItemList", "itemListElement": items} if items else None,
    }


def profile_page(author: Author, *, url: str, language: str) -> Thing:
    """Return an author's page."""
    own = {**person(author), "@id": f"{url}#author", "description": author.biography}
    portrait = author.portrait
    if portrait and not portrait.rights_ended():
        own["image"] = absolute(portrait.file.url)
    return {"@type": "ProfilePage", "url": url, "inLanguage": language, "mainEntity": own}


def website(language: str) -> Thing:
    """Return the site, with the way to search it."""
    found = {"@type": "EntryPoint", "urlTemplate": f"{page_in(language, 'search')}?q={{search_term_string}}"}
    return {
        "@type": "WebSite",
        "@id": f"{settings.SITE_URL}/#site",
        "name": settings.SITE_NAME,
        "url": page_in(language, "home"),
        "inLanguage": language,
        "publisher": publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": found,
            "query-input": "required name=search_term_string",
        },
    }


def moment(value: datetime | None) -> str:
    """Return a moment to the second in the site's time zone, as ISO 8601 has it."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


def _without_blanks(thing: Any) -> Any:
    if isinstance(thing, dict):
        kept = {key: _without_blanks(value) for key, value in thing.items()}
        return {key: value for key, value in kept.items() if value not in ("", None, [], {})}
    return [_without_blanks(one) for one in thing] if isinstance(thing, list) else thing
