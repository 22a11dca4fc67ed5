"""What a single line of a page is: text of the story, or one of the things that pages put around it."""

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from articles.importers import breadcrumbs
from articles.importers.imported import Signature
from articles.text import agencies
from articles.text.arabic import fold_key
from articles.text.dateline import split
from articles.text.dateline_row import may_be_name
from articles.text.places import kind_of
from articles.text.wordlists import folded_words, keys
from articles.text.written_dates import is_weekday, read_date, tokenise

FILE, PACKAGE = "labels.txt", "articles.importers"
ROLES = ("writing", "reporting", "translation", "photography", "editing")
PAGE_TEXT_WORDS = 14
CAPTION_WORDS = 22
SHARE_WORDS = 18
LABEL_WORDS = 4
TWO_DOTS_CUT = 100
LONGEST_LABELLED = 300

LABEL = re.compile(r"^(?P<label>[^:|/–—\-]{1,40}?)\s*(?:[:：|/–—]|-(?!\w)|\s-|-\s)\s*(?P<rest>.*)$")
LETTERS = re.compile(r"[^\W\d_]")
TICKER_GAP = re.compile(r"\s{3,}|\s[•●▪|]\s")
ADDRESS = re.compile(r"^(?:https?://\S+|www\.\S+|pic\.twitter\.com/\S+|\S+@\S+\.\w+|@\w+)$", re.IGNORECASE)
HASHTAGS = re.compile(r"^(?:#[^\s#،,]+[\s،,]*)+$")
ELLIPSIS = re.compile(r"(?:…|\.{3,}|\[…\]|\[\.{2,}\]|\(\.{2,}\)|\(…\))[\"”»)\]]*$")
CREDIT_AT_END = re.compile(r"\((?P<owner>[^()]{2,40})\)\s*$")
LIST_MARKS = re.compile(r"[،,؛;|#•]|\s/\s|\s-\s|\s{2,}")
AGO = re.compile(r"^(?:منذ|قبل|آخر تحديث منذ) \S+(?: \S+){0,2}$|^\d+ (?:hours?|minutes?|days?) ago$", re.IGNORECASE)
HOUR_FIRST = re.compile(r"^\d{1,2}:\d{2}(?:\s?(?:ص|م|AM|PM))?\s?[-–—,،|]?\s?", re.IGNORECASE)
CREDIT_FILLER = re.compile(r"\s*(?:للنشرة العربية|صحفية|and writing|;?\s*Editing desk)")
KINDS_BY_KEY = {
    "related": "related",
    "read more": "read_more",
    "comments": "comments",
    "labels": "label",
    "lists": "label",
    "kickers": "kicker",
}


class Line(NamedTuple):
    """A line and what it is; `rest` is what stands after its label."""

    text: str
    kind: str
    rest: str = ""
    role: str = ""
    date: datetime.date | None = None


def classify(raw: str) -> Line:
    """Return what a line is, by itself. `text` means: perhaps the story."""
    text = " ".join(raw.split())
    if len(text) > LONGEST_LABELLED:
        return _ticker(raw, text) or Line(text, "text")
    key = fold_key(text)
    for part, kind in KINDS_BY_KEY.items():
        if key in _keys(part):
            return Line(text, kind)
    return (
        _mark_or_address(text)
        or _path(text)
        or _ticker(raw, text)
        or _share(text)
        or _tags(text)
        or _dated(text)
        or _signed(text)
        or _sourced(text)
        or _photo(text)
        or _announced(text)
        or _page_text(text, key)
        or Line(text, "text")
    )


def is_list_label(line: Line) -> bool:
    """Return whether what stands under a line is a list of the page: «الأكثر قراءة»."""
    return line.kind == "label" and fold_key(line.text) in _keys("lists")


def is_cut(text: str) -> bool:
    """Return whether a text ends with an ellipsis, as the beginning of a longer one does."""
    # Two dots end many an Arabic headline, and a cut text only where it is too long for one.
    return ELLIPSIS.search(text[-12:]) is not None or (text.endswith("..") and len(text) >= TWO_DOTS_CUT)


@lru_cache(maxsize=4)
def labelled(text: str) -> tuple[str, str]:
    """Return the folded label before the first colon, bar, slash or dash, and what follows; ("", "") without one."""
    match = LABEL.match(text)
    if match is None or len(match["label"].split()) > LABEL_WORDS:
        return "", ""
    return fold_key(match["label"]), match["rest"].strip()


def kicker_before(headline: str) -> tuple[str, str]:
    """Take a label such as «عاجل |» off a headline: the label as written, and the headline that remains."""
    match = re.match(r"^(?P<label>[^:|/!–—.\-]{2,20}?)\s*(?:[:|/!–—]|\.{2,}|-\s|\s-)\s*(?P<rest>\S.*)$", headline)
    if match and fold_key(match["label"]) in _keys("kickers") and len(match["rest"].split()) >= 3:
        return match["label"].strip(), match["rest"].strip()
    return "", headline


def agency_at_end(text: str) -> str:
    """Return the agency in brackets at the end of a line, as written: «موسكو تستعد لهجوم جديد (رويترز)»; "" without."""
    credit = CREDIT_AT_END.search(text)
    return credit["owner"] if credit and agencies.find(credit["owner"]) else ""


def list_of(text: str) -> tuple[str, ...]:
    """Return the names of a list such as that of a page's tags."""
    pieces = (piece.strip(" .:#-").replace("_", " ") for piece in LIST_MARKS.split(text))
    return tuple(dict.fromkeys(piece for piece in pieces if LETTERS.search(piece)))


def signatures(line: Line) -> tuple[Signature, ...]:
    """Return the names of a byline and what they did."""
    if not line.role:
        return _credits(line.rest)
    names = re.split(r"[،,؛;|]|\s/\s|\s-\s|\sو\s|\sand\s|\sта\s", line.rest)
    return tuple(Signature(name, line.role) for piece in names if (name := piece.strip(" .:-–—")))


def _keys(part: str) -> frozenset[str]:
    return keys(FILE, part, package=PACKAGE)


def _words(part: str) -> frozenset[str]:
    return folded_words(FILE, part, package=PACKAGE)


def _mark_or_address(text: str) -> Line | None:
    return Line(text, "page") if not LETTERS.search(text) or ADDRESS.match(text) or AGO.match(text) else None


def _path(text: str) -> Line | None:
    if breadcrumbs.is_home(text):
        return Line(text, "home")
    return Line(text, "breadcrumb") if breadcrumbs.read(text) else None


def _ticker(raw: str, text: str) -> Line | None:
    """Headlines of other stories in one line, far apart."""
    pieces = [piece for piece in TICKER_GAP.split(raw.strip()) if LETTERS.search(piece)]
    wide = sum(len(piece.split()) >= 3 for piece in pieces)
    return Line(text, "page") if len(pieces) >= 4 and wide * 2 >= len(pieces) else None


def _share(text: str) -> Line | None:
    if text.count(" ") > SHARE_WORDS:
        return None
    words = [token.folded for token in tokenise(text) if token.kind == "word"]
    if not words or not all(word in _words("share words") for word in words):
        return None
    return Line(text, "page") if any(word in _words("strong share words") for word in words) else None


def _tags(text: str) -> Line | None:
    if HASHTAGS.match(text):
        return Line(text, "tags", text.replace("#", "،"))
    if fold_key(text) in _keys("tags"):
        return Line(text, "tags")
    label, rest = labelled(text)
    return Line(text, "tags", rest) if label in _keys("tags") else None


def _dated(text: str) -> Line | None:
    if not any(character.isdigit() for character in text):
        return None
    label, rest = labelled(text)
    named = label in _keys("published")
    if named and not LETTERS.search(HOUR_FIRST.sub("", rest)) and ":" in rest:
        return Line(text, "date")
    tokens = tokenise(HOUR_FIRST.sub("", rest if named else text)[:160])
    if not tokens or len(text) > 160:
        return None
    found = read_date(tokens, 0)
    if found is None or found[0].problem in ("no_year", "no_day"):
        bare_label = named and len(tokens) <= 8 and not may_be_name(rest, 8) and found is not None
        return Line(text, "date") if bare_label else None
    written, after = found
    alone = all(
        token.kind != "word" or token.folded in _words("beside a date") or is_weekday(token) or kind_of(token.text)
        for token in tokens[after:]
    )
    return Line(text, "date", date=written.date) if alone else None


def _signed(text: str) -> Line | None:
    if text.startswith("(") and text.endswith(")") and _credits(text):
        return Line(text, "byline", text)
    label, rest = labelled(text)
    for role in ROLES:
        if label and label in _keys(role) and _are_names(rest):
            return Line(text, "byline", rest.rstrip(" :-–—."), role)
    first, _, others = text.partition(" ")
    for role in ("writing", "photography", "translation"):
        # «بقلم ماجدة الشريف», "By John Smith": two to four names, and nothing else.
        if fold_key(first) in _keys(role) and 2 <= len(others.split()) <= 4 and _are_names(others):
            return Line(text, "byline", others.rstrip(" :-–—."), role)
    return None


def _credits(text: str) -> tuple[Signature, ...]:
    """«(إعداد أحمد صبحي للنشرة العربية - تحرير محمد محمدين)»: who signs a wire's story at its end."""
    signed = []
    for piece in re.split(r"\s[-–—]\s|[؛;]|\.\s", CREDIT_FILLER.sub("", text.strip("() ."))):
        words = piece.split()
        role = next((role for role in ROLES if words and fold_key(words[0]) in _keys(role)), "")
        name = " ".join(words[1:]).strip(" :")
        if not role or not may_be_name(name, 6):
            return ()
        signed.append(Signature(name, role))
    return tuple(signed)


def _are_names(text: str) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[،,؛;|/]|\s-\s|\sو\s|\sand\s|\sта\s", text.rstrip(" :-–—."))]
    return 1 <= len(pieces) <= 5 and all(may_be_name(piece, 5) for piece in pieces)


def _sourced(text: str) -> Line | None:
    label, rest = labelled(text)
    if label in _keys("source") and 1 <= len(rest.split()) <= 8:
        return Line(text, "source", rest.strip(" .()"))
    if text.startswith("©"):
        return None
    bracketed = text.strip(" .").startswith("(") and text.strip(" .").endswith(")")
    name = text.strip(" .()-–—")
    if agencies.find(name) and (bracketed or not agencies.is_everyday_word(name)):
        return Line(text, "source", name)
    return None


def _photo(text: str) -> Line | None:
    words = len(text.split())
    label, _ = labelled(text)
    if fold_key(text) in _keys("photo") or (label in _keys("photo") and words <= CAPTION_WORDS and not is_cut(text)):
        return Line(text, "photo")
    if text.startswith("©"):
        return Line(text, "photo")
    credit = CREDIT_AT_END.search(text)
    if credit is None or words > CAPTION_WORDS or "." in text[: credit.start()]:
        return None
    owner = credit["owner"]
    known = agencies.find(owner) is not None or fold_key(owner) in _keys("photo owners")
    return Line(text, "photo") if known and split(text)[0] is None else None


def _announced(text: str) -> Line | None:
    """«اقرأ أيضا: كيف تستغل إيران الاحتجاجات»: a related story inside the text."""
    label, rest = labelled(text)
    return Line(text, "announced", rest) if label in _keys("related") and len(rest.split()) >= 3 else None


def _page_text(text: str, key: str) -> Line | None:
    if len(text.split()) > PAGE_TEXT_WORDS or (text.endswith(".") and not is_cut(text)):
        return None
    begins = any(key == opening or key.startswith(opening + " ") for opening in _keys("page text"))
    glued = any(key.startswith(label) and not key.startswith(f"{label} ") for label in ("الوسوم",))
    return Line(text, "page") if begins or glued else None
