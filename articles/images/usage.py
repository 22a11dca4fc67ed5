"""Where a picture is used."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from articles.models import Article, Author, Image, PictureUse


@dataclass
class Usage:
    """The stories and authors that show a picture, the newest stories first; one story may stand in two lists."""

    leads: list[Article] = field(default_factory=list)
    bodies: list[Article] = field(default_factory=list)
    portraits: list[Author] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self.leads) + len(self.bodies) + len(self.portraits)


def usage_of(images: Iterable[Image]) -> dict[int, Usage]:
    """Return where each of some pictures is used, by the pictures' numbers, in three queries."""
    found = {image.pk: Usage() for image in images}
    for story in Article.objects.kept().for_lists().filter(lead_image__in=found).order_by("-id"):
        found[cast(int, story.lead_image_id)].leads.append(story)
    uses = list(PictureUse.objects.filter(image__in=found).order_by("-article").values_list("image", "article"))
    stories = Article.objects.kept().for_lists().in_bulk({article for _image, article in uses})
    for image, article in uses:
        if article in stories:
            found[image].bodies.append(stories[article])
    for author in Author.objects.filter(portrait__in=found):
        found[cast(int, author.portrait_id)].portraits.append(author)
    return found
