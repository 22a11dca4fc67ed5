"""Suggestions that wait for somebody to agree. Readers never see them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RelatedSuggestion(models.Model):
    """A story that the engine would tie to another one, and why."""

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="related_suggestions"
    )
    suggested = models.ForeignKey(
        "articles.Article", verbose_name=_("suggested article"), on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    score = models.FloatField(_("score"))
    score_version = models.PositiveSmallIntegerField(editable=False)
    reasons = models.JSONField(_("reasons"), default=dict)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("suggestion of a related story")
        verbose_name_plural = _("suggestions of related stories")
        ordering = ["article", "-score", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "suggested"], name="suggestion_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("suggested")), name="suggestion_is_another_story"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.suggested}"
