"""The text of a page as it was found: headline, dateline, paragraphs, and the page's own words around them.

`parse` reads it line by line. Nothing is lost in silence: what does not go into a field is named in a warning.
"""

import html
import re
from dataclasses import replace

from articles.importers import breadcrumbs, quotes, teasers
from articles.importers.attribution import agency_in, derived_headline
from articles.importers.decode import clean, decode
from articles.importers.heads import read_head, with_credited_headline
from articles.importers.imported import ImportedStory, Refused, Signature, Teaser, Warning
from articles.importers.language import detect
from articles.importers.lines import Line, agency_at_end, classify, is_list_label, list_of, signatures
from articles.importers.reading import Reading
from articles.text import agencies
from articles.text.arabic import fold_key
from articles.text.dateline import Dateline, split
from articles.text.dateline_row import may_be_name
from articles.text.wordlists import keys

HEADLINE_LENGTH = 200
SHORTEST_STORY = 8
SHORTEST_LEAD = 50
LONGEST_STANDFIRST = 400
LONGEST_BYLINE = 60
LONGEST_SECTION = 80
LIST_LINE = 160
# «شاهد أيضاًكيف تستغل إيران…»: copied from a page where the label and the headline stand in two boxes
GLUED_LABEL = re.compile(r"^(\s*(?:شاهد|[اإأ]قرأ|طالع)[ \u00a0]+أيضاً?ا?ً?:?)(?=[^\W\d_])", re.MULTILINE)


def parse(data: bytes, *, name: str = "") -> ImportedStory:
    """Return the story in the bytes of a text file. Raises `Refused` when there is none."""
    decoded = decode(data)
    text = clean(html.unescape(decoded.text)) if "&" in decoded.text else decoded.text
    lines = [classify(raw) for raw in GLUED_LABEL.sub("\\1\n", text).split("\n") if raw.strip()]
    reading = Reading()
    if decoded.damaged:
        reading.warnings.append(Warning("damaged_characters", {"count": str(decoded.damaged)}))
    body = read_head(reading, _without_surroundings(reading, with_credited_headline(lines)))
    paragraphs = _read_opening(reading, body)
    paragraphs = _without_last_teasers(reading, paragraphs)
    if not paragraphs or (len(paragraphs) == 1 and len(paragraphs[0].split()) < SHORTEST_STORY):
        raise Refused("no_story")
    return _story(reading, paragraphs, name)


def _without_surroundings(reading: Reading, lines: list[Line]) -> list[Line]:
    """Read what labels announce and what stands in lines of its own; return the lines that may be the story's."""
    kept: list[Line] = []
    at = texts = 0
    awaiting_tags = False
    while at < len(lines):
        line = lines[at]
        at += 1
        texts += line.kind == "text"
        if line.kind in ("related", "comments") and texts and at < len(lines):
            at = _read_announced(reading, lines, at - (line.kind == "comments"), line)
            continue
        if texts > 1 and is_list_label(line) and _is_list_to_the_end(lines[at:]):
            for left_out in lines[at - 1 :]:
                reading.drop(left_out, "page_text_dropped")
            break
        if awaiting_tags and line.kind == "text" and len(line.text.split()) <= 3:
            reading.tags.append(line.text)
            continue
        awaiting_tags = line.kind == "tags" and not line.rest and texts > 1
        _read_line(reading, line, kept)
    return kept


def _is_list_to_the_end(lines: list[Line]) -> bool:
    texts = [line.text for line in lines if line.kind == "text"]
    return all(len(text) < LIST_LINE and not text.endswith(".") for text in texts)


def _read_announced(reading: Reading, lines: list[Line], start: int, label: Line) -> int:
    """Read what follows a label; return the index where the story goes on, or the end."""
    if label.kind == "related":
        reading.drop(label, "label_dropped")
    announced = teasers.after_label(lines[start:], reading.drop)
    reading.teasers += announced.teasers
    reading.tags += announced.tags
    reading.warnings += announced.warnings
    if announced.resumes_at is None:
        return len(lines)
    reading.resumed_with = lines[start + announced.resumes_at].text
    return start + announced.resumes_at


def _read_line(reading: Reading, line: Line, kept: list[Line]) -> None:
    if line.kind == "tags":
        reading.tags += list_of(line.rest)
        reading.drop(line, "tags_read")
    elif line.kind == "source":
        reading.source_line = reading.source_line or line.rest
        reading.drop(line, "source_line_read")
    elif line.kind == "announced":
        reading.teasers.append(Teaser(line.rest))
    elif line.kind == "photo":
        reading.drop(line, "photo_line_dropped")
    elif line.kind == "page":
        reading.drop(line, "page_text_dropped")
    elif line.kind in ("label", "related", "read_more", "comments"):
        reading.drop(line, "label_dropped")
    else:
        if line.kind == "date":
            reading.published = reading.published or line
            reading.drop(line, "date_line_dropped")
        elif line.kind == "byline":
            reading.bylines += signatures(line)
            reading.drop(line, "byline_read")
        kept.append(line)


def _read_opening(reading: Reading, lines: list[Line]) -> list[str]:
    """Read standfirst and dateline; return the paragraphs of the body."""
    lines = _without_repeats(reading, lines)
    texts = [line.text for line in lines if line.kind == "text"]
    if reading.headline and len(texts) >= 2 and not reading.bylines and _is_name(lines, texts[0]):
        reading.bylines.append(Signature(texts[0]))
        reading.warn("byline_read", texts.pop(0))
        lines = [line for line in lines if line.kind == "text" and line.text in texts]
    if reading.headline and len(texts) >= 2 and _is_standfirst(lines, texts):
        reading.standfirst = texts.pop(0)
    if len(texts) >= 2 and _is_place_and_name(texts[0]):
        reading.dateline, name = split(texts[0])[0] or Dateline(), split(texts[0])[1]
        reading.bylines.append(Signature(name.strip(" :-–—")))
        reading.warn("byline_read", texts.pop(0))
    elif texts:
        dateline, rest = split(texts[0])
        if dateline and (len(rest) >= SHORTEST_LEAD if dateline.like_headline else rest or len(texts) > 1):
            reading.dateline = dateline
            texts[:1] = [rest] if rest else []
    return texts


def _without_repeats(reading: Reading, lines: list[Line]) -> list[Line]:
    kept = []
    for line in lines:
        if line.kind == "text" and reading.headline and fold_key(line.text) == fold_key(reading.headline):
            reading.drop(line, "repeated_headline")
        elif line.kind in ("kicker", "home", "breadcrumb"):
            reading.drop(line, "label_dropped")
        else:
            kept.append(line)
    return kept


def _is_standfirst(lines: list[Line], texts: list[str]) -> bool:
    """A line under the headline, when a dateline or the byline stands between it and the story."""
    first, second = texts[:2]
    if len(first) > LONGEST_STANDFIRST or _is_place_and_name(first) or split(first)[0]:
        return False
    dateline, _ = split(second)
    if dateline and not dateline.like_headline:
        return True
    kinds = [line.kind for line in lines]
    at = kinds.index("text")
    return not {"byline", "date"}.isdisjoint(kinds[at + 1 : kinds.index("text", at + 1)]) and at == 0


def _is_name(lines: list[Line], text: str) -> bool:
    """«د. أحمد حسن» on a line between the headline and the date, or with a title that only people have."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not may_be_name(text, 5) or split(text)[0]:
        return False
    at = next(index for index, line in enumerate(lines) if line.text == text)
    dated = at + 1 < len(lines) and lines[at + 1].kind == "date"
    return dated or fold_key(words[0]) in keys("labels.txt", "titles", package="articles.importers")


def _is_place_and_name(text: str) -> bool:
    """«القاهرة: محمد عبده حسنين» on a line of its own."""
    dateline, rest = split(text)
    name = rest.strip(" :-–—")
    return (
        dateline is not None
        and dateline.is_bare
        and len(text) <= LONGEST_BYLINE
        and 2 <= len(name.split()) <= 4
        and may_be_name(name, 4)
    )


def _without_last_teasers(reading: Reading, paragraphs: list[str]) -> list[str]:
    found, warnings = teasers.at_the_end(paragraphs)
    reading.warnings += warnings
    reading.teasers = found + reading.teasers
    return paragraphs[: len(paragraphs) - 2 * len(found)]


def _story(reading: Reading, paragraphs: list[str], name: str) -> ImportedStory:
    language, sure = detect(" ".join((reading.headline, *paragraphs)))
    if not sure:
        reading.warnings.append(Warning("language_unknown", {"language": language}))
    derived = not reading.headline
    headline = _fitted(reading, reading.headline or derived_headline(paragraphs[0]))
    if derived:
        reading.warnings.insert(0, Warning("headline_derived"))
    if reading.dateline.date_problem:
        reading.warn(f"dateline_{reading.dateline.date_problem}", reading.dateline.raw)
    if reading.resumed_with in paragraphs:
        reading.warn("body_resumed", reading.resumed_with, paragraphs.index(reading.resumed_with) + 1)
    section = next(
        (crumb for crumb in reversed(_sections(reading.crumbs)) if not _is_headline_crumb(crumb, reading)), ""
    )
    return ImportedStory(
        headline=headline,
        paragraphs=tuple(paragraphs),
        file=name,
        language=language,
        headline_derived=derived,
        kicker=reading.kicker,
        standfirst=reading.standfirst,
        section=section,
        breadcrumb=reading.crumbs,
        dateline_place=reading.dateline.place,
        dateline_date=reading.dateline.date,
        outlet=reading.dateline.outlet,
        source=_source(reading, paragraphs),
        bylines=tuple(dict.fromkeys(reading.bylines)),
        tags=tuple(dict.fromkeys(reading.tags)),
        published_on=reading.published.date if reading.published else None,
        teasers=tuple(dict.fromkeys(replace(teaser, headline=teaser.headline.strip()) for teaser in reading.teasers)),
        warnings=(*reading.warnings, *quotes.unbalanced(paragraphs)),
    )


def _sections(crumbs: tuple[str, ...]) -> tuple[str, ...]:
    return crumbs[1:] if crumbs and breadcrumbs.is_home(crumbs[0]) else crumbs


def _is_headline_crumb(crumb: str, reading: Reading) -> bool:
    headlines = (reading.headline, f"{reading.kicker} {reading.headline}")
    return any(breadcrumbs.is_same(crumb, headline) for headline in headlines) or len(crumb) > LONGEST_SECTION


def _fitted(reading: Reading, headline: str) -> str:
    if len(headline) <= HEADLINE_LENGTH:
        return headline
    reading.warn("headline_cut", headline)
    return headline[: headline.rfind(" ", 0, HEADLINE_LENGTH - 1)] + "…"


def _source(reading: Reading, paragraphs: list[str]) -> str:
    written = reading.dateline.agency or reading.source_line or agency_at_end(reading.headline)
    if written:
        agency = agencies.find(written)
        return str(agency) if agency else written
    for paragraph in paragraphs[:1]:
        if (agency := agency_in(paragraph)) is not None:
            reading.warnings.append(Warning("source_from_text", {"source": str(agency)}))
            return str(agency)
    return ""
