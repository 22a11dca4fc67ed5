"""What the list of stories shows of each."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import times_read
from articles.admin.display import NOTHING, moment_of, status_word
from articles.models import Article
from articles.models.named import in_languages
from articles.templatetags.desk_languages import endonym, headline_of


class StoryColumns:
    """The columns of the list; some stand in the form, too."""

    @admin.display(description=_("headline"), ordering="headline_ar")
    def headline_shown(self, article: Article) -> SafeString:
        """Return the headline."""
        return headline_of(article)

    @admin.display(description=_("status"), ordering="status")
    def status_shown(self, article: Article) -> SafeString:
        """Return the status as a coloured word."""
        return status_word(article)

    @admin.display(description=_("out in"))
    def languages_shown(self, article: Article) -> SafeString | str:
        """Return the languages in which readers see the story."""
        out = article.languages_out()
        names = ((code, endonym(code)) for code in out)
        return format_html_join(" ", '<span class="language" lang="{}">{}</span>', names) if out else NOTHING

    @admin.display(description=_("on the site"))
    def out_shown(self, article: Article) -> SafeString | str:
        """Return links to the story on the site, one for each language in which it is out."""
        links = ((article.url_in(code), code, endonym(code)) for code in article.languages_out())
        return format_html_join(" · ", '<a href="{}" lang="{}">{}</a>', links) or str(_("not yet"))

    @admin.display(description=_("authors"))
    def authors_shown(self, article: Article) -> SafeString | str:
        """Return who signs."""
        names = ((byline.author.name,) for byline in article.signed_by)  # type: ignore[attr-defined]
        return format_html_join("، ", "<bdi>{}</bdi>", names) or NOTHING

    @admin.display(description=_("out at"), ordering="published_at_ar")
    def published_shown(self, article: Article) -> SafeString | str:
        """Return when the story first came out, or is going to."""
        times = [at for column in in_languages("published_at") if (at := getattr(article, column))]
        return format_html("<bdi>{}</bdi>", moment_of(min(times))) if times else NOTHING

    @admin.display(description=_("read"))
    def read_shown(self, article: Article) -> SafeString | str:
        """Return how often readers read it lately."""
        return times_read.sparkline(article)
