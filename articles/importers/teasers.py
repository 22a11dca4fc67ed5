"""Announcements of other stories around a story: after a label such as «شاهد أيضاً», or unlabelled at its end."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from articles.importers.attribution import derived_headline
from articles.importers.imported import Teaser, Warning
from articles.importers.lines import ELLIPSIS, Line, is_cut, is_list_label, list_of
from articles.text.arabic import fold_key
from articles.text.dateline import split
from articles.text.dateline_row import is_verb, verbs
from articles.text.wordlists import keys

HEADLINE_WORDS = 22
HEADLINE_LENGTH = 160
LONG = 160
BULLETS = "•●▪*◄►«»-–— "
NUMBERED = re.compile(r"^\d{1,2}\s?[.)\-–]\s+")
CONTINUED = 80
LABELS = ("related", "read_more", "label", "home", "kicker")
Drop = Callable[[Line, str], None]


class Announced:
    """What was read after a label: teasers, tags, and where the story goes on, if it does."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.teasers: list[Teaser] = []
        self.tags: list[str] = []
        self.warnings: list[Warning] = []
        self.resumes_at: int | None = None


def could_be_headline(text: str) -> bool:
    """Return whether a line is short and unfinished enough to be a headline."""
    if not 2 <= len(text.split()) <= HEADLINE_WORDS or len(text) > HEADLINE_LENGTH or is_cut(text):
        return False
    end = text.rstrip("”»\"')")
    return end.endswith("..") or end[-1:] not in ".،,؛;:"


def with_excerpt(teaser: Teaser, text: str) -> Teaser:
    """Return a teaser with an excerpt, whose dateline goes into its own fields."""
    dateline, rest = split(text)
    if dateline is None:
        return replace(teaser, excerpt=text)
    date = dateline.date or teaser.date
    return replace(teaser, excerpt=rest, place=dateline.place, date=date, outlet=dateline.outlet)


def after_label(lines: Sequence[Line], drop: Drop) -> Announced:
    """Read the lines after a label. `drop` is told of each line that is neither a teaser nor a tag."""
    read = Announced()
    awaiting_tags = in_list = False
    for index, line in enumerate(lines):
        in_list = is_list_label(line) or (in_list and line.kind != "related")
        if line.kind == "comments":
            for comment in lines[index:]:
                drop(comment, "comment_dropped")
            break
        if line.kind == "tags":
            read.tags += list_of(line.rest)
            awaiting_tags = not line.rest
        elif awaiting_tags and line.kind in ("text", "tags") and len(line.text.split()) <= 4:
            read.tags.append(line.text)
        elif line.kind == "date" and read.teasers:
            read.teasers[-1] = replace(read.teasers[-1], date=line.date or read.teasers[-1].date)
        elif line.kind in ("text", "announced", "byline") or (line.kind == "photo" and not read.teasers):
            awaiting_tags = False
            if read.teasers and _goes_on(lines, index):
                read.resumes_at = index
                break
            if in_list:
                drop(line, "page_text_dropped")
            else:
                _add(read, line.rest if line.kind == "announced" else line.text)
        else:
            drop(line, "label_dropped" if line.kind in LABELS else "page_text_dropped")
    return read


def at_the_end(paragraphs: Sequence[str]) -> tuple[list[Teaser], list[Warning]]:
    """Return the unlabelled teasers with which the paragraphs end, each a headline and a cut excerpt."""
    found: list[Teaser] = []
    warnings: list[Warning] = []
    end = len(paragraphs)
    # At least one paragraph has to remain for the story.
    while end >= 3 and could_be_headline(paragraphs[end - 2]):
        headline, (excerpt, link) = paragraphs[end - 2], _without_read_more(paragraphs[end - 1])
        dateline, _ = split(excerpt)
        filed = dateline is not None and (dateline.date is not None or dateline.outlet != "")
        short = len(headline) * 3 <= _usual_length(paragraphs[: end - 2]) * 2
        if not filed and not (is_cut(excerpt) and short):
            break
        found.insert(0, with_excerpt(Teaser(headline), excerpt))
        warnings = [Warning("teaser_unlabelled", {"text": headline}), *_link_dropped(link), *warnings]
        end -= 2
    return found, warnings


def _usual_length(paragraphs: Sequence[str]) -> int:
    lengths = sorted(len(text) for text in paragraphs)
    return lengths[len(lengths) // 2]


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether the story goes on here: two whole paragraphs one after the other, as no teaser has, or «وأضافت …»."""
    following = [line.text for line in lines[index : index + 2] if line.kind == "text"]
    if len(following) == 2 and all(_is_paragraph(text) for text in following):
        return True
    return len(lines) == index + 1 and len(following) == 1 and _is_whole(following[0]) and _continues(following[0])


def _is_paragraph(text: str) -> bool:
    whole = len(text) >= LONG or (len(text) >= CONTINUED and (_is_whole(text) or _continues(text)))
    return whole and not is_cut(text)


def _continues(text: str) -> bool:
    first = fold_key(text).partition(" ")[0]
    return len(text) >= CONTINUED and is_verb(first) and first not in verbs()


def _add(read: Announced, text: str) -> None:
    text, link = _without_read_more(NUMBERED.sub("", text.lstrip(BULLETS)))
    read.warnings += _link_dropped(link)
    last = read.teasers[-1] if read.teasers else None
    dateline, _ = split(text)
    is_excerpt = is_cut(text) or len(text) >= LONG or _is_whole(text) or (dateline and not dateline.is_bare)
    if last is not None and fold_key(last.headline) == fold_key(text):
        return
    if not is_excerpt:
        read.teasers.append(Teaser(text))
    elif last is None or last.excerpt:
        read.teasers.append(with_excerpt(Teaser(_headline_of(text)), text))
        _doubt(read, text)
    else:
        read.teasers[-1] = with_excerpt(last, text)
        _doubt(read, text)


def _is_whole(text: str) -> bool:
    return text.endswith(".") and not text.endswith("..")


def _headline_of(excerpt: str) -> str:
    return derived_headline(ELLIPSIS.sub("", split(excerpt)[1]).strip() or excerpt)


def _doubt(read: Announced, text: str) -> None:
    if not is_cut(text) and len(text) >= LONG:
        read.warnings.append(Warning("teaser_uncut", {"text": text[:120]}))


def _without_read_more(text: str) -> tuple[str, str]:
    """«…في بيان صحفي،... اقرأ المزيد»: the words of the link are no part of the excerpt; return both."""
    words = text.split(" ")
    for length in (3, 2, 1):
        before, tail = " ".join(words[:-length]).rstrip(), " ".join(words[-length:])
        if is_cut(before) and fold_key(tail) in keys("labels.txt", "read more", package="articles.importers"):
            return before, tail
    return text, ""


def _link_dropped(link: str) -> list[Warning]:
    return [Warning("read_more_dropped", {"text": link})] if link else []
