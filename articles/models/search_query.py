"""What readers looked for, a row a day: words and numbers, and nothing of whoever asked."""

from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Max, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from articles import clock

MOST_A_DAY = 20_000
"""Different queries that are kept of one day: a flood of invented ones ends there."""
LONGEST = 120


class SearchQueryQuerySet(models.QuerySet):
    """Counting what is asked, and reading what was."""

    def count_asked(self, language: str, query: str, hits: int, times: int = 1) -> None:
        """Count a folded query asked today, and how many stories answered it, in one statement."""
        sql = (
            "INSERT INTO articles_searchquery (day, language, query, asked, hits) "
            "SELECT CAST(%s AS date), %s, %s, %s, %s "
            "WHERE (SELECT count(*) FROM articles_searchquery WHERE day = CAST(%s AS date)) < %s "
            "ON CONFLICT (day, language, query) "
            "DO UPDATE SET asked = articles_searchquery.asked + excluded.asked, hits = excluded.hits"
        )
        if connection.vendor == "sqlite":
            sql = sql.replace("CAST(%s AS date)", "%s")
        day = clock.today().isoformat()
        with connection.cursor() as cursor:
            cursor.execute(sql, [day, language, query[:LONGEST], times, hits, day, MOST_A_DAY])

    def by_query(self) -> models.QuerySet:
        """Return each query once with how often it was asked, how many stories answered it at last, and when."""
        newest = SearchQuery.objects.filter(language=OuterRef("language"), query=OuterRef("query")).order_by("-day")
        return (
            self.values("language", "query")
            .annotate(times=Sum("asked"), last_day=Max("day"), found=Subquery(newest.values("hits")[:1]))
            .order_by("-times", "-last_day", "query")
        )

    def since(self, day: object) -> Self:
        """Return the queries of a day and those after it."""
        return self.filter(day__gte=day)


class SearchQuery(models.Model):
    """A query as folded, on one day: how often it was asked, and how many stories answered it at last."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    query = models.CharField(_("query"), max_length=LONGEST)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    hits = models.PositiveIntegerField(_("stories found"), default=0)

    objects = SearchQueryQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("search")
        verbose_name_plural = _("searches by readers")
        ordering = ["-day", "-asked", "id"]
        constraints = [models.UniqueConstraint(fields=["day", "language", "query"], name="search_query_once_a_day")]
        indexes = [models.Index(fields=["language", "query", "-day"], name="search_query_newest")]

    def __str__(self) -> str:
        return self.query
