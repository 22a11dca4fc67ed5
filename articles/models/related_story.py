"""What ties one story to another."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

BY_LINK = models.Q(related__isnull=False)
BY_TEASER = models.Q(related=None) & ~models.Q(headline="")


def seen_from_both(prefix: str = "") -> models.Q:
    """Return the condition of the ties that readers see from the other story too; ``prefix`` leads to the tie."""
    by_nature = [RelatedStory.Kind.BACKGROUND, RelatedStory.Kind.FOLLOW_UP]
    return models.Q(**{f"{prefix}both_ways": True}) | models.Q(**{f"{prefix}kind__in": by_nature})


class RelatedStory(models.Model):
    """A tie from a story to another of ours, or to a teaser of one outside the site."""

    class Kind(models.TextChoices):
        """How the other story relates to this one."""

        BACKGROUND = "background", _("background")
        FOLLOW_UP = "follow_up", _("follow-up")
        SEE_ALSO = "see_also", _("see also")

    class Origin(models.TextChoices):
        """Who tied the stories."""

        EDITOR = "editor", _("editor")
        ENGINE = "engine", _("suggestion")
        IMPORT = "import", _("import")

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="related_stories"
    )
    related = models.ForeignKey(
        "articles.Article",
        verbose_name=_("related article"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="related_from",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SEE_ALSO)
    both_ways = models.BooleanField(
        _("both ways"), default=False, help_text=_("Show this story under the other one too.")
    )
    headline = models.CharField(_("headline elsewhere"), max_length=250, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    source = models.CharField(_("outlet"), max_length=120, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.EDITOR, editable=False)

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "related"],
                name="related_story_once",
                violation_error_message=_("These two stories are tied already."),
            ),
            models.UniqueConstraint(
                fields=["article", "url"],
                condition=~models.Q(url=""),
                name="related_teaser_once",
                violation_error_message=_("This address is among the related stories already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("related")),
                name="related_story_not_itself",
                violation_error_message=_("A story cannot be related to itself."),
            ),
            models.CheckConstraint(
                condition=BY_LINK | BY_TEASER,
                name="related_story_leads_somewhere",
                violation_error_message=_("Choose an article, or give the headline of a story elsewhere."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["background", "follow_up", "see_also"]), name="related_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=["editor", "engine", "import"]), name="related_origin_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.related) if self.related_id else self.headline
