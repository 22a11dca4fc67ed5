"""The readers' addresses."""

from django.urls import path, register_converter

from articles import converters
from articles.views import article, home, lists, search

register_converter(converters.ArabicSlug, "arabic")

app_name = "articles"

urlpatterns = [
    path("", home.home, name="home"),
    path("latest/", lists.latest, name="latest"),
    path("sections/<arabic:slug>/", lists.section, name="section"),
    path("tags/<arabic:slug>/", lists.tag, name="tag"),
    path("authors/<arabic:slug>/", lists.author, name="author"),
    path("archive/", lists.archive, name="archive"),
    path("archive/<int:year>/", lists.archive, name="archive_year"),
    path("archive/<int:year>/<int:month>/", lists.archive, name="archive_month"),
    path("archive/<int:year>/<int:month>/<int:day>/", lists.archive, name="archive_day"),
    path("search/", search.search, name="search"),
    path("a/<int:pk>/", article.short_link, name="short_link"),
    path("articles/<int:pk>/", article.article, name="article_by_id"),
    path("articles/<int:pk>/<arabic:slug>/", article.article, name="article"),
]
