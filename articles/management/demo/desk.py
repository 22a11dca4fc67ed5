"""The newsroom around the stories: sections, agencies, authors, tags and pictures."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from PIL import Image as Picture

from articles.management.demo.plan import DocumentProblem, Plan
from articles.management.demo.rows import Row, columns, record
from articles.models import Author, Image, Section, Source, Tag, TagAlias
from articles.models.image import content_hash
from articles.text import arabic

PICTURE_FOLDER = "pictures/fixtures"
ADDED_AT = datetime.fromisoformat("2023-10-27T06:00:00+00:00")


def sections(plan: Plan) -> Iterator[Row]:
    """Yield the sections, in the order of the menu."""
    for pk, table in enumerate(plan.newsroom["section"], 1):
        fields = dict(table)
        parent = fields.pop("parent", None)
        parent_id = parent and plan.pk("section", parent, table["slug"])
        yield _prepared(Section(pk=pk, position=pk, parent_id=parent_id, **columns(fields)))


def sources(plan: Plan) -> Iterator[Row]:
    """Yield the agencies."""
    for pk, table in enumerate(plan.newsroom["source"], 1):
        yield _prepared(Source(pk=pk, **columns(table)))


def authors(plan: Plan) -> Iterator[Row]:
    """Yield those who sign."""
    for pk, table in enumerate(plan.newsroom["author"], 1):
        yield _prepared(Author(pk=pk, **columns(table)))


def tags(plan: Plan) -> Iterator[Row]:
    """Yield the tags, then their aliases."""
    aliases: list[Row] = []
    for pk, table in enumerate(plan.newsroom["tag"], 1):
        names = table.get("aliases", [])
        # Prepared before it has a number, so that the tag does not ask the database for its aliases.
        tag = Tag(**columns({key: value for key, value in table.items() if key != "aliases"}))
        tag.prepare()
        keys = [*tag.search_key.split("\n"), *(arabic.fold_key(name) for name in names)]
        tag.search_key = "\n".join(dict.fromkeys(key for key in keys if key))
        tag.pk = pk
        yield record(tag)
        for name in names:
            aliases.append(record(TagAlias(pk=len(aliases) + 1, tag_id=pk, name=name, folded=arabic.fold_key(name))))
    yield from aliases


def pictures(plan: Plan) -> Iterator[Row]:
    """Yield the pictures. Raises ``DocumentProblem`` when one has not been drawn."""
    for key, pk in plan.numbers["picture"].items():
        file = plan.folder / "images" / f"{key}.jpg"
        fields = dict(plan.pictures[key])
        focal_x, focal_y = fields.pop("focal")
        try:
            with Picture.open(file) as picture, file.open("rb") as opened:
                (width, height), digest = picture.size, content_hash(opened)
        except OSError as problem:
            raise DocumentProblem(f"{file.name}: {problem}") from problem
        image = Image(
            pk=pk,
            width=width,
            height=height,
            file=f"{PICTURE_FOLDER}/{file.name}",
            content_hash=digest,
            credit=plan.pictures["credit"],
            rights_note=plan.pictures["rights_note"],
            focal_x=focal_x,
            focal_y=focal_y,
            created_at=ADDED_AT,
            **columns(fields),
        )
        yield _prepared(image)


def _prepared(row: Any) -> Row:
    row.prepare()
    return record(row)
