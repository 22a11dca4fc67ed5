"""Stories: what is public, in which language, and since when."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Self
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Expression
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models.addresses import address
from articles.models.named import LANGUAGE_CODES, in_languages, validate_slug
from articles.text import arabic, html, lines, slugs


def current_language() -> str:
    """Return the site language in which the current page is written."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    return code if code in LANGUAGE_CODES else code.split("-")[0]


class Status(models.TextChoices):
    """Where a story is on its way to the reader. Only ``articles/workflow.py`` changes it."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    READY = "ready", _("ready")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Kind(models.TextChoices):
    """What kind of journalism a story is."""

    NEWS = "news", _("news")
    REPORT = "report", _("report")
    ANALYSIS = "analysis", _("analysis")
    OPINION = "opinion", _("opinion")
    INTERVIEW = "interview", _("interview")
    BACKGROUND = "background", _("background")
    LIVE = "live", _("live coverage")


Moment = datetime | Expression
"""A moment, or in a query that is written before it is asked the place for one."""
_quoted = lru_cache(maxsize=10_000)(quote)


def address_of_story(language: str, pk: int | None, slug: str | None) -> str:
    """Return the address of a story in a language."""
    return f"{address(language, 'article', 0, '-').removesuffix('0/-/')}{pk}/{_quoted(slug or '-')}/"


def out_in(language: str, at: Moment) -> models.Q:
    """Return the condition under which a story is public in a language at a moment. Nothing else decides this."""
    out = models.Q(status=Status.PUBLISHED, **{f"{build_localized_fieldname('published_at', language)}__lte": at})
    return out & (models.Q(expires_at=None) | models.Q(expires_at__gt=at)) & free_to_show(at)


def free_to_show(at: Moment) -> models.Q:
    """Return the condition under which nothing keeps a story from readers at a moment: no embargo and no bin."""
    return models.Q(deleted_at=None) & (models.Q(embargo_until=None) | models.Q(embargo_until__lte=at))


class ArticleQuerySet(models.QuerySet):
    """Stories by who may see them and when."""

    def published(self, language: str | None = None, at: Moment | None = None) -> Self:
        """Return the stories a reader may see in a language (the current one) at a moment (now)."""
        return self.filter(out_in(language or current_language(), at or clock.now()))

    def between(self, **ends: datetime) -> Self:
        """Keep what lies between moments. The ends are written before all other conditions.

        Of two ends on one side SQLite goes through an index to the one that it reads first, be it the present or not.
        """
        narrowed = self.filter(**ends)
        conditions, known = narrowed.query.where.children, len(self.query.where.children)
        conditions[:] = conditions[known:] + conditions[:known]
        return narrowed

    def count_published(self, language: str | None = None, at: datetime | None = None) -> int:
        """Count the stories a reader may see in a language at a moment, without reading them one by one.

        An index alone tells how many have come out; the few of those that something hides are taken off.
        """
        moment = at or clock.now()
        column = build_localized_fieldname("published_at", language or current_language())
        out = self.filter(status=Status.PUBLISHED, **{f"{column}__lte": moment}).order_by()
        hides = (
            models.Q(expires_at__lte=moment),
            models.Q(embargo_until__gt=moment),
            models.Q(deleted_at__isnull=False),
        )
        hidden = {row for one in hides for row in self.filter(one).order_by().values_list("pk", "status", column)}
        return out.count() - sum(
            status == Status.PUBLISHED and since is not None and since <= moment for _pk, status, since in hidden
        )

    def published_anywhere(self, at: datetime | None = None) -> Self:
        """Return the stories a reader may see in at least one language at a moment (now)."""
        moment = at or clock.now()
        anywhere = models.Q()
        for language in LANGUAGE_CODES:
            anywhere |= out_in(language, moment)
        return self.filter(anywhere)

    def withdrawn_from_readers(self, language: str | None = None, at: datetime | None = None) -> Self:
        """Return the stories that were out in a language and have been withdrawn: their address answers 410."""
        column = build_localized_fieldname("published_at", language or current_language())
        moment = at or clock.now()
        return self.filter(free_to_show(moment), status=Status.WITHDRAWN, **{f"{column}__lte": moment})

    def scheduled(self, at: datetime | None = None) -> Self:
        """Return the published stories that are still to come out in some language."""
        moment = at or clock.now()
        later = models.Q(embargo_until__gt=moment)
        for column in in_languages("published_at"):
            later |= models.Q(**{f"{column}__gt": moment})
        return self.kept().filter(later, status=Status.PUBLISHED)

    def kept(self) -> Self:
        """Return the stories that are not in the bin: those the desk works on."""
        return self.filter(deleted_at=None)

    def in_bin(self, before: datetime | None = None) -> Self:
        """Return the stories in the bin, or those put there before a moment."""
        binned = self.exclude(deleted_at=None)
        return binned.filter(deleted_at__lt=before) if before else binned

    def assigned(self, person: Any = None) -> Self:
        """Return the unfinished stories that a person (anybody) is to write, the most urgent first."""
        whose = (
            models.Q(assignee=person) if person else models.Q(assignee__isnull=False) | models.Q(due_at__isnull=False)
        )
        unfinished = self.kept().filter(whose).exclude(status__in=[Status.PUBLISHED, Status.WITHDRAWN])
        return unfinished.order_by(models.F("due_at").asc(nulls_last=True), "id")

    def breaking(self, at: Moment | None = None) -> Self:
        """Return the stories marked as breaking at a moment (now)."""
        return self.filter(breaking_until__gt=at or clock.now())

    def newest_first(self, language: str | None = None) -> Self:
        """Order by when the story came out in a language, the newest first."""
        return self.order_by(f"-{build_localized_fieldname('published_at', language or current_language())}", "-id")

    def matching(self, text: str, language: str | None = None) -> Self:
        """Return the stories whose headline, kicker and standfirst hold every word, in any spelling.

        Looks in one language, or in all of them when none is given.
        """
        columns = [build_localized_fieldname("search_key", language)] if language else in_languages("search_key")
        found = self
        for word in arabic.fold_key(text).split():
            somewhere = models.Q()
            for column in columns:
                somewhere |= models.Q(**{f"{column}__contains": word})
            found = found.filter(somewhere)
        return found

    def for_lists(self, language: str | None = None) -> Self:
        """Load what a list of stories shows, without the bodies, in a fixed number of queries."""
        bodies = [*in_languages("body"), "body"]
        return (
            self.select_related("section", "section__parent", "lead_image")
            .prefetch_related(models.Prefetch("bylines", to_attr="signed_by", queryset=_bylines()))
            .defer(*bodies, *in_languages("search_key"), "search_key", "share_cards")
        )


def _bylines() -> models.QuerySet:
    from django.apps import apps

    return apps.get_model("articles", "Byline").objects.select_related("author")


class Article(models.Model):
    """A story, in as many languages as it has been written in."""

    headline = models.CharField(_("headline"), max_length=200, blank=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True, help_text=_("The short line above the headline."))
    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences under the headline: why this story matters.")
    )
    body = models.TextField(_("body"), blank=True)
    slug = models.CharField(
        _("slug"),
        max_length=80,
        blank=True,
        validators=[validate_slug],
        help_text=_("Left empty, it is made from the headline. The address stays right whatever stands here."),
    )
    seo_title = models.CharField(
        _("title for search engines"), max_length=70, blank=True, help_text=_("Left empty, the headline is used.")
    )
    seo_description = models.CharField(
        _("description for search engines"),
        max_length=160,
        blank=True,
        help_text=_("Left empty, the standfirst is used."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    authors = models.ManyToManyField(
        "articles.Author", verbose_name=_("authors"), through="articles.Byline", related_name="articles"
    )
    tags = models.ManyToManyField("articles.Tag", verbose_name=_("tags"), blank=True, related_name="articles")
    sources = models.ManyToManyField("articles.Source", verbose_name=_("sources"), blank=True, related_name="articles")
    dateline_place = models.CharField(_("place"), max_length=80, blank=True, help_text=_("Where the story was filed."))
    dateline_date = models.DateField(_("date"), null=True, blank=True, help_text=_("When the story was filed."))

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(
        _("out at"), null=True, blank=True, help_text=_("When readers see the story in this language.")
    )
    expires_at = models.DateTimeField(
        _("expires at"), null=True, blank=True, help_text=_("From then on readers no longer see the story.")
    )
    breaking_until = models.DateTimeField(
        _("breaking until"), null=True, blank=True, help_text=_("Until then the story stands in the breaking strip.")
    )
    live_until = models.DateTimeField(
        _("live until"),
        null=True,
        blank=True,
        help_text=_("When live coverage ends. Left empty, it goes on; of no meaning to other kinds of story."),
    )
    embargo_until = models.DateTimeField(_("embargoed until"), null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(_("reason for the withdrawal"), blank=True, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="assignments",
    )
    due_at = models.DateTimeField(_("due at"), null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("in the bin since"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("put in the bin by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    lead_image = models.ForeignKey(
        "articles.Image", verbose_name=_("picture"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lead_caption = models.TextField(
        _("caption here"), blank=True, help_text=_("Left empty, the picture's own caption is shown.")
    )

    import_ref = models.CharField(max_length=120, unique=True, null=True, blank=True, editable=False)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    import_notes = models.JSONField(default=list, blank=True, editable=False)

    share_cards = models.JSONField(
        default=dict, editable=False, help_text=_("The share card drawn for each language. images/card_files fills it.")
    )
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(_("reading time in minutes"), default=0, editable=False)
    search_key = models.TextField(editable=False, default="", blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("begun by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
    )
    created_at = models.DateTimeField(_("created at"), default=clock.now, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    substantive_updated_at = models.DateTimeField(_("updated for readers at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-id"]
        permissions = [
            ("change_any_article", _("Can change the stories of others")),
            ("change_public_article", _("Can change stories that are out")),
            ("submit_article", _("Can send stories for review")),
            ("approve_article", _("Can approve stories and send them back")),
            ("publish_article", _("Can publish and schedule stories")),
            ("withdraw_article", _("Can withdraw stories")),
            ("propose_article", _("Can propose changes to stories that are out")),
            ("correct_article", _("Can tell readers of a correction")),
            ("tell_live_article", _("Can tell readers of live coverage what happens")),
            ("translate_article", _("Can translate the stories of others")),
            ("assign_article", _("Can assign stories and set when they are due")),
            ("override_embargo", _("Can lift an embargo")),
        ]
        indexes = [
            *(
                models.Index(fields=["status", f"-{column}", "-id"], name=f"article_out_{column[-2:]}")
                for column in in_languages("published_at")
            ),
            *(
                models.Index(fields=["section", "status", f"-{column}", "-id"], name=f"article_section_{column[-2:]}")
                for column in in_languages("published_at")
            ),
            models.Index(
                fields=["breaking_until"], condition=models.Q(breaking_until__isnull=False), name="article_breaking"
            ),
            models.Index(fields=["live_until"], condition=models.Q(live_until__isnull=False), name="article_live"),
            models.Index(fields=["expires_at"], condition=models.Q(expires_at__isnull=False), name="article_expires"),
            models.Index(
                fields=["embargo_until"], condition=models.Q(embargo_until__isnull=False), name="article_embargo"
            ),
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="article_due"),
            models.Index(fields=["deleted_at"], condition=models.Q(deleted_at__isnull=False), name="article_in_bin"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="article_status_is_known"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="article_kind_is_known"),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED)
                | models.Q(*((f"{column}__isnull", False) for column in in_languages("published_at")), _connector="OR"),
                name="article_published_has_a_time",
                violation_error_message=_("A published story is out in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return self.headline_anywhere() or str(_("Untitled story"))

    def get_absolute_url(self) -> str:
        """Return the story's address in the current language."""
        return address_of_story(current_language(), self.pk, self.slug)

    def url_in(self, language: str) -> str:
        """Return the story's address in a language."""
        return address_of_story(language, self.pk, self.in_language("slug", language))

    def headline_anywhere(self) -> str:
        """Return the headline in the current language, or else in the first one that has it. For the desk only."""
        return self.headline or next(
            (text for column in in_languages("headline") if (text := getattr(self, column))), ""
        )

    def languages_written(self) -> list[str]:
        """Return the languages that are complete enough to be published: headline and body."""
        return [
            code for code in LANGUAGE_CODES if self.in_language("headline", code) and self.in_language("body", code)
        ]

    def languages_out(self, at: datetime | None = None) -> list[str]:
        """Return the languages in which a reader sees the story at a moment (now)."""
        return [code for code in LANGUAGE_CODES if self.is_public(code, at)]

    def is_public(self, language: str | None = None, at: datetime | None = None) -> bool:
        """Return whether a reader sees this story in a language (the current one) at a moment (now).

        The same rule as ``ArticleQuerySet.published``, for a story already in hand; a test holds the two together.
        """
        moment = at or clock.now()
        out_at = self.in_language("published_at", language or current_language())
        return (
            self.status == Status.PUBLISHED
            and out_at is not None
            and out_at <= moment
            and (self.expires_at is None or self.expires_at > moment)
            and not self.is_embargoed(moment)
            and self.deleted_at is None
        )

    def is_live(self, at: datetime | None = None) -> bool:
        """Return whether a story is covered live at a moment (now): it may be told on as it happens."""
        return self.kind == Kind.LIVE and (self.live_until is None or self.live_until > (at or clock.now()))

    def is_embargoed(self, at: datetime | None = None) -> bool:
        """Return whether an embargo keeps the story from readers at a moment (now)."""
        return self.embargo_until is not None and self.embargo_until > (at or clock.now())

    def in_language(self, field: str, language: str) -> Any:
        """Return a translated field's value in a language, without falling back."""
        return getattr(self, build_localized_fieldname(field, language))

    def clean(self) -> None:
        """Refuse a story without any headline, and times that contradict one another."""
        if not any(getattr(self, column) for column in in_languages("headline")):
            raise ValidationError({"headline_ar": _("Write a headline in at least one language.")})
        errors: dict[str, Any] = {}
        for code in LANGUAGE_CODES:
            column = build_localized_fieldname("body", code)
            try:
                setattr(self, column, html.sanitise(getattr(self, column) or ""))
            except html.BodyTooLarge:
                errors[column] = _(
                    "This text is too long or too deeply nested to be a story. Nothing was lost: shorten it."
                )
        if self.expires_at and any(
            (out_at := getattr(self, column)) and out_at >= self.expires_at for column in in_languages("published_at")
        ):
            errors["expires_at"] = _("The story would expire before it is out.")
        if self.status == Status.PUBLISHED:
            for code in LANGUAGE_CODES:
                if self.in_language("published_at", code) and code not in self.languages_written():
                    missing = "body" if self.in_language("headline", code) else "headline"
                    errors[build_localized_fieldname(missing, code)] = _(
                        "The story is out or scheduled in this language, so this cannot be empty."
                    )
        if errors:
            raise ValidationError(errors)

    def prepare(self) -> None:
        """Clean the texts, sanitise the bodies and fill what is computed from the text: slug, counts, folded key.

        Raises ``html.BodyTooLarge`` when a body is no story.
        """
        for field, cleaned in _PLAIN_TEXTS.items():
            for column_name in in_languages(field):
                if text := getattr(self, column_name):
                    setattr(self, column_name, cleaned(text))
        for code in LANGUAGE_CODES:
            column = {name: build_localized_fieldname(name, code) for name in _COMPUTED_FROM}
            body = html.sanitise(getattr(self, column["body"]) or "")
            headline = getattr(self, column["headline"]) or ""
            words = html.word_count(body)
            setattr(self, column["body"], body)
            setattr(self, column["slug"], getattr(self, column["slug"]) or slugs.slugify(headline))
            setattr(self, column["word_count"], words)
            setattr(self, column["reading_minutes"], html.reading_minutes(words, code))
            texts = (headline, getattr(self, column["kicker"]) or "", getattr(self, column["standfirst"]) or "")
            setattr(self, column["search_key"], "\n".join(key for text in texts if (key := arabic.fold_key(text))))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with everything computed from the text up to date, as the story's next version."""
        self.prepare()
        if (fields := kwargs.get("update_fields")) is not None:
            computed = frozenset() if set(fields).isdisjoint(_TEXT_COLUMNS) else _COMPUTED_COLUMNS
            kwargs["update_fields"] = {*fields, *computed, "version"}
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        version = self.version
        self.version = models.F("version") + 1
        try:
            super().save(*args, **kwargs)
            version = type(self)._base_manager.values_list("version", flat=True).get(pk=self.pk)
        finally:
            self.version = version


_PLAIN_TEXTS = {
    **dict.fromkeys(("headline", "kicker", "seo_title", "seo_description", "dateline_place"), lines.one_line),
    **dict.fromkeys(("standfirst", "lead_caption"), lines.some_lines),
}
_COMPUTED_FROM = ("headline", "kicker", "standfirst", "body", "slug", "word_count", "reading_minutes", "search_key")


def _columns(fields: Iterable[str]) -> frozenset[str]:
    return frozenset(column for field in fields for column in in_languages(field))


_TEXT_COLUMNS = _columns(("headline", "kicker", "standfirst", "body"))
_COMPUTED_COLUMNS = _columns(("body", "slug", "word_count", "reading_minutes", "search_key"))
