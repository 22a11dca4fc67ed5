"""The page on which a story's pictures are looked at one by one."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.templatetags.body import gallery_url, shown_of
from articles.text.references import references
from articles.views.article import moved, not_here
from articles.views.errors import not_found
from articles.views.page import render_page
from articles.views.whole import images_of, whole_story


@require_safe
def gallery(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show every picture of a story, its lead picture first, each once."""
    story = whole_story(pk)
    if story is None or not story.is_public():
        return not_here(request, pk, story)
    if slug != (story.slug or "-"):
        return moved(request, gallery_url(story), permanent=True)
    ids = dict.fromkeys([story.lead_image_id or 0, *references(story.body).images])
    images = shown_of(ids, images_of(ids))
    if not images:
        return not_found(request)
    alternates = {code: f"{story.url_in(code)}pictures/" for code in story.languages_out()}
    slides = list(zip(images, [None, *images], [*images[1:], None], strict=False))
    context = {"story": story, "images": images, "slides": slides}
    return render_page(request, "articles/gallery.html", context, alternates=alternates)
