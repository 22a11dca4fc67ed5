"""The readers' addresses."""

from django.urls import path, register_converter

from articles import converters, feeds, sitemaps
from articles.views import app, article, gallery, home, lists, most_read, preview, search, suggest

register_converter(converters.ArabicSlug, "arabic")
register_converter(converters.FeedKind, "feed")
register_converter(converters.Month, "month")

app_name = "articles"

urlpatterns = [
    path("", home.home, name="home"),
    path("latest/", lists.latest, name="latest"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("sw.js", app.service_worker, name="service_worker"),
    path("offline/", app.offline, name="offline"),
    path("most-read/", most_read.most_read, name="most_read"),
    path("r/<int:pk>/", most_read.count_reading, name="count_reading"),
    path("sections/<arabic:slug>/", lists.section, name="section"),
    path("tags/<arabic:slug>/", lists.tag, name="tag"),
    path("authors/<arabic:slug>/", lists.author, name="author"),
    path("archive/", lists.archive, name="archive"),
    path("archive/<int:year>/", lists.archive, name="archive_year"),
    path("archive/<int:year>/<int:month>/", lists.archive, name="archive_month"),
    path("archive/<int:year>/<int:month>/<int:day>/", lists.archive, name="archive_day"),
    path("search/", search.search, name="search"),
    path("search/suggest/", suggest.suggest, name="suggest"),
    path("latest/feed.<feed:kind>", feeds.latest, name="latest_feed"),
    path("sections/<arabic:slug>/feed.<feed:kind>", feeds.section, name="section_feed"),
    path("tags/<arabic:slug>/feed.<feed:kind>", feeds.tag, name="tag_feed"),
    path("authors/<arabic:slug>/feed.<feed:kind>", feeds.author, name="author_feed"),
    path("search/feed.<feed:kind>", feeds.search, name="search_feed"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<int:year>-<month:month>.xml", sitemaps.month, name="sitemap_month"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("opensearch.xml", sitemaps.opensearch, name="opensearch"),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("a/<int:pk>/", article.short_link, name="short_link"),
    path("articles/<int:pk>/", article.article, name="article_by_id"),
    path("articles/<int:pk>/<arabic:slug>/", article.article, name="article"),
    path("articles/<int:pk>/<arabic:slug>/pictures/", gallery.gallery, name="gallery"),
]
