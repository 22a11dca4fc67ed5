"""Narrowing a list of stories by plain GET parameters: section, tag, author, kind, from, to."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, Filter, FilterSet
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, ArticleQuerySet, Author, Byline, Tag
from articles.models.article import Kind, current_language
from articles.text import arabic
from articles.text.digits import to_ascii

FIRST_YEAR, LAST_YEAR = 1900, 2100


class RecordField(forms.CharField):
    """A record with public stories, given by its slug or by any spelling of its name."""

    unknown = _("There is nothing of this name here.")

    def lookup(self, text: str) -> QuerySet:
        """Return the records that a text may mean."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        """Return the record; refuse a name that no public story carries."""
        text = super().clean(value)
        if not text:
            return None
        record = self.lookup(text).order_by("pk").first()
        if record is None:
            raise forms.ValidationError(self.unknown, code="unknown")
        return record


class TagField(RecordField):
    """A tag."""

    unknown = _("No story carries a tag of this name.")

    def lookup(self, text: str) -> QuerySet:
        """Return the tags with this slug, or this name or alias in any language."""
        return Tag.objects.filter(Q(slug=text) | _called(text)).filter(_carried_by("tags"))


class AuthorField(RecordField):
    """An author."""

    unknown = _("No story is signed by an author of this name.")

    def lookup(self, text: str) -> QuerySet:
        """Return the authors with this slug, or with this name in any language."""
        return Author.objects.filter(Q(slug=text) | _called(text)).filter(_carried_by("bylines__author"))


class DayField(forms.DateField):
    """A day, in any digits, the day before the month, within the years that a newspaper has."""

    input_formats = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
    default_error_messages = {
        "invalid": _("Write a date as year-month-day, for example 2023-10-27."),
        "out_of_range": _("Choose a date between 1900 and 2100."),
    }

    def to_python(self, value: Any) -> date | None:
        """Return the day; refuse what is no day, and days of other ages."""
        day = super().to_python(to_ascii(value) if isinstance(value, str) else value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["out_of_range"], code="out_of_range")
        return day


class YearField(forms.CharField):
    """A year that a newspaper has, in any digits."""

    unknown = _("Write a year between 1900 and 2100.")

    def clean(self, value: Any) -> int | None:
        """Return the year; refuse anything else."""
        text = to_ascii(super().clean(value) or "")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
            raise forms.ValidationError(self.unknown, code="invalid")
        return int(text)


class TagFilter(Filter):
    """Stories that carry a tag."""

    field_class = TagField


class AuthorFilter(Filter):
    """Stories that an author signs."""

    field_class = AuthorField


class DayFilter(DateFilter):
    """Stories from a day on, or until the end of it."""

    field_class = DayField


class YearFilter(Filter):
    """Stories of a year."""

    field_class = YearField


class Conditions(forms.Form):
    """What a reader chose. Days given the wrong way round are turned."""

    def clean(self) -> dict[str, Any]:
        """Return what holds, the earlier day as the first."""
        held = super().clean() or self.cleaned_data
        first, last = held.get("from"), held.get("to")
        return held | {"from": last, "to": first} if first and last and first > last else held


class StoryFilter(FilterSet):
    """The conditions that a reader may set on a list of stories. A wrong one is named and left out."""

    class Meta:
        """The form that reads them."""

        form = Conditions

    section = ChoiceFilter(
        label=_("Section"),
        method="in_section",
        choices=[],
        error_messages={"invalid_choice": _("There is no section “%(value)s”.")},
    )
    kind = ChoiceFilter(
        label=_("Kind"), choices=Kind.choices, error_messages={"invalid_choice": _("There is no kind “%(value)s”.")}
    )
    tag = TagFilter(label=_("Tag"), method="with_tag", max_length=120)
    author = AuthorFilter(label=_("Author"), method="signed_by", max_length=120)
    to = DayFilter(label=_("To date"), method="until_day")

    def __init__(
        self, *args: Any, sections: dict[str, list[int]] | None = None, leave_out: Iterable[str] = (), **kwargs: Any
    ) -> None:
        """Take the sections that may be chosen, as slug to ids, and the conditions that the page itself sets."""
        super().__init__(*args, **kwargs)
        self.sections = sections or {}
        self.filters["section"].extra["choices"] = [(slug, slug) for slug in self.sections]
        for name in leave_out:
            del self.filters[name]

    def in_section(self, stories: ArticleQuerySet, _name: str, slug: str) -> ArticleQuerySet:
        """Keep the stories of a section and its subsections."""
        return stories.filter(section__in=self.sections[slug])

    def with_tag(self, stories: ArticleQuerySet, _name: str, tag: Tag) -> ArticleQuerySet:
        """Keep the stories that carry a tag."""
        return stories.filter(tags=tag)

    def signed_by(self, stories: ArticleQuerySet, _name: str, author: Author) -> ArticleQuerySet:
        """Keep the stories that an author signs in whatever role, each once."""
        return stories.filter(pk__in=Byline.objects.filter(author=author).values("article"))

    def from_day(self, stories: ArticleQuerySet, _name: str, day: date) -> ArticleQuerySet:
        """Keep the stories that came out on a day or after it."""
        return stories.between(**{f"{_published_at()}__gte": beginning(day)})

    def until_day(self, stories: ArticleQuerySet, _name: str, day: date) -> ArticleQuerySet:
        """Keep the stories that came out on a day or before it."""
        return stories.between(**{f"{_published_at()}__lt": beginning(day + timedelta(days=1))})

    def problems(self) -> list[tuple[str, str]]:
        """Return the conditions that could not be understood, each with the reason."""
        labels = {name: str(item.label) for name, item in self.filters.items()}
        return [(labels[name], " ".join(errors)) for name, errors in self.form.errors.items()]

    def is_narrowed(self) -> bool:
        """Return whether any condition holds."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else bool(self.form.cleaned_data)


class SearchFilter(StoryFilter):
    """The conditions that a reader may set on what a search finds, and the order in which it is shown."""

    RELEVANCE, NEWEST = "relevance", "newest"

    year = YearFilter(label=_("Year"), method="of_year", max_length=20)
    sort = ChoiceFilter(
        label=_("Order"),
        choices=[(RELEVANCE, _("Best first")), (NEWEST, _("Newest first"))],
        method="as_ranked",
        error_messages={"invalid_choice": _("There is no order “%(value)s”.")},
    )

    def of_year(self, stories: ArticleQuerySet, name: str, year: int) -> ArticleQuerySet:
        """Keep the stories that came out in a year."""
        return self.until_day(self.from_day(stories, name, date(year, 1, 1)), name, date(year, 12, 31))

    def as_ranked(self, stories: ArticleQuerySet, _name: str, _order: str) -> ArticleQuerySet:
        """Keep all: what was found is put in order after it has been ranked."""
        return stories

    @property
    def chosen(self) -> dict[str, Any]:
        """The conditions that hold, by name, without the order."""
        return {name: value for name, value in self._cleaned().items() if value and name != "sort"}

    @property
    def first_day(self) -> date | None:
        """The day from which on stories are kept."""
        held = self.chosen
        years = [date(held["year"], 1, 1)] if "year" in held else []
        return max([*years, *filter(None, [held.get("from")])], default=None)

    @property
    def last_day(self) -> date | None:
        """The day until which stories are kept."""
        held = self.chosen
        years = [date(held["year"], 12, 31)] if "year" in held else []
        return min([*years, *filter(None, [held.get("to")])], default=None)

    @property
    def is_newest_first(self) -> bool:
        """Whether the newest of what was found stands first."""
        return self._cleaned().get("sort") == self.NEWEST

    def _cleaned(self) -> dict[str, Any]:
        self.form.is_valid()
        return self.form.cleaned_data


# `from` is a word of Python, so this one cannot be declared in the class.
for _filters in (StoryFilter, SearchFilter):
    _filters.base_filters["from"] = DayFilter(label=_("From date"), method="from_day")


def beginning(day: date) -> datetime:
    """Return the moment at which a day begins in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _called(text: str) -> Q:
    """Return the condition that one of a record's spellings, a line each in its folded key, is this one."""
    key = arabic.fold_key(text)
    if not key:
        return Q(pk=None)
    first, last = Q(search_key__startswith=f"{key}\n"), Q(search_key__endswith=f"\n{key}")
    return Q(search_key=key) | first | last | Q(search_key__contains=f"\n{key}\n")


def _published_at() -> str:
    return build_localized_fieldname("published_at", current_language())


def _carried_by(name: str) -> Exists:
    """Return the condition that some public story names the record in this relation."""
    return Exists(Article.objects.published_anywhere().filter(**{name: OuterRef("pk")}))
