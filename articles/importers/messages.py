"""What importers say, by code, so that a note kept on an article reads in the language of whoever opens it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

MESSAGES = {
    # a document that is refused
    "empty": gettext_noop("The file is empty."),
    "too_large": gettext_noop("The file is larger than %(limit)s MB, so it was not read: no story is that long."),
    "binary": gettext_noop("This is not text but %(what)s."),
    "unknown_encoding": gettext_noop("The text is in no encoding that is known here. Save it as UTF-8 and try again."),
    "markup": gettext_noop("This is %(what)s, not the text of a page. Copy the text out of it."),
    "no_story": gettext_noop("No story was found in the file: what it holds is no body text."),
    "unreadable": gettext_noop("The file could not be read: %(reason)s."),
    "too_long_body": gettext_noop("The story is too long to be one article."),
    # what the editor should look at
    "headline_derived": gettext_noop("There was no headline. This one comes from the first sentence: improve it."),
    "headline_cut": gettext_noop("The headline was cut, for it was too long. It read: “%(text)s”"),
    "repeated_headline": gettext_noop("The headline stood in the text again and was left out there: “%(text)s”"),
    "label_dropped": gettext_noop("A label of the page was left out: “%(text)s”"),
    "breadcrumb_dropped": gettext_noop("The breadcrumb gave the section and was left out: “%(text)s”"),
    "page_text_dropped": gettext_noop("Text of the page that is not the story was left out: “%(text)s”"),
    "comment_dropped": gettext_noop("A reader's comment was left out: “%(text)s”"),
    "photo_line_dropped": gettext_noop("A picture's caption or credit was left out of the body: “%(text)s”"),
    "date_line_dropped": gettext_noop("The line with the date of publication was left out of the body: “%(text)s”"),
    "source_line_read": gettext_noop("The source was read from the line “%(text)s”, which was left out of the body."),
    "byline_read": gettext_noop("The byline was read from “%(text)s”, which was left out of the body."),
    "tags_read": gettext_noop("The tags were read from “%(text)s”, which was left out of the body."),
    "source_from_text": gettext_noop("The source was recognised in the text: %(source)s"),
    "quote_not_opened": gettext_noop("Paragraph %(paragraph)s closes a quotation not opened (kept as found): %(text)s"),
    "quote_not_closed": gettext_noop("Paragraph %(paragraph)s opens a quotation not closed (kept as found): %(text)s"),
    "dateline_no_year": gettext_noop("The dateline has no year, so its date was left empty: “%(text)s”"),
    "dateline_no_day": gettext_noop("The dateline has no day, so its date was left empty: “%(text)s”"),
    "dateline_impossible_date": gettext_noop("The dateline's date is not in the calendar: “%(text)s”"),
    "dateline_months_disagree": gettext_noop("The dateline names two different months: “%(text)s”"),
    "dateline_other_calendar": gettext_noop("The dateline's date is of another calendar: “%(text)s”"),
    "teaser_unlabelled": gettext_noop("The last lines tell of another story and became a related story: “%(text)s”"),
    "teaser_uncut": gettext_noop("Check that this is the teaser of another story and not part of this one: “%(text)s”"),
    "teaser_place": gettext_noop("The related story “%(text)s” was filed from %(place)s."),
    "body_resumed": gettext_noop("The story goes on after its related stories, at paragraph %(paragraph)s. Check it."),
    "read_more_dropped": gettext_noop("The words “%(text)s” after a teaser were left out."),
    "damaged_characters": gettext_noop("%(count)s damaged characters stand as “\ufffd”. Compare with the original."),
    "language_unknown": gettext_noop("The language of the text is none of the site's. It was taken for %(language)s."),
    "section_created": gettext_noop("There was no section “%(name)s”: it was made, outside the menu. Check it."),
    "source_created": gettext_noop("There was no source “%(name)s”: it was made."),
    "author_created": gettext_noop("There was no author “%(name)s”: it was made."),
    "tag_created": gettext_noop("There was no tag “%(name)s”: it was made as a topic. Check its kind."),
    "cut_to_fit": gettext_noop("This was too long for its field and was cut: “%(text)s”"),
    "near_copy": gettext_noop("%(percent)s%% of it stands in “%(headline)s” of %(date)s. Is it the same story?"),
    # why a story was left as it is
    "same_again": gettext_noop("The same story was imported before."),
    "told_twice": gettext_noop("An earlier file of this import tells the same story otherwise: that one was taken."),
    "edited_since": gettext_noop("The file has changed, but so has the story at the desk: it was left as it is."),
    "no_longer_draft": gettext_noop("The file has changed, but the story is no longer a draft: it was left as it is."),
    # what a refused file is
    "a picture": gettext_noop("a picture"),
    "a PDF document": gettext_noop("a PDF document"),
    "an archive or office document": gettext_noop("an archive or office document"),
    "a program": gettext_noop("a program"),
    "sound or film": gettext_noop("sound or film"),
    "a database": gettext_noop("a database"),
    "binary data": gettext_noop("binary data"),
    "a web page (HTML)": gettext_noop("a web page (HTML)"),
    "XML": gettext_noop("XML"),
    "JSON": gettext_noop("JSON"),
    "RTF": gettext_noop("RTF"),
}


def describe(code: str, params: Mapping[str, Any] | None = None) -> str:
    """Return the message of a code in the current language."""
    values = dict(params or {})
    if values.get("what") in MESSAGES:
        values["what"] = gettext(MESSAGES[values["what"]])
    return gettext(MESSAGES[code]) % values
