"""The stories, who signs them, what ties them and where they stand."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from articles.management.demo.plan import DocumentProblem, Plan
from articles.management.demo.rows import Row, columns, record
from articles.models import Article, Byline, FrontPageSlot, RelatedStory
from articles.models.article import Status
from articles.text import arabic, html
from articles.text.markup import escape

TRANSLATIONS = ("en", "uk", "fa")


def articles(plan: Plan) -> Iterator[Row]:
    """Yield the stories in all their languages. Raises ``DocumentProblem``."""
    for name, story in plan.stories.items():
        found, out = plan.found[name], story["published_at"]
        article = Article(
            pk=plan.pk("story", name, name),
            status=Status.PUBLISHED,
            kind=story["kind"],
            section_id=_section(plan, name),
            dateline_place_ar=found.dateline_place or None,
            dateline_date=found.dateline_date,
            lead_image_id=plan.pk("picture", story["picture"], name),
            import_ref=found.import_ref,
            import_digest=found.digest,
            created_at=min(out.values()),
            updated_at=max(out.values()),
            headline_ar=plan.headline(name),
            standfirst_ar=story["standfirst"],
            body_ar=_body(plan, name, "ar", found.paragraphs),
            **columns({"published_at": out, "kicker": story["kicker"]}),
        )
        for code in TRANSLATIONS:
            path = plan.folder / "documents" / code / f"{name}.txt"
            if path.exists() != (code in out):
                raise DocumentProblem(f"{name}: a translation ({code}) goes with the time at which it is out")
            if path.exists():
                _translate(article, code, plan, name, path)
        article.prepare()
        links = {kind: [plan.pk(kind[:-1], key, name) for key in story[kind]] for kind in ("tags", "sources")}
        yield record(article, **links)


def bylines(plan: Plan) -> Iterator[Byline]:
    """Yield who signs each story, and for what."""
    for name, story in plan.stories.items():
        for position, (author, role) in enumerate(story["bylines"], 1):
            article_id, author_id = plan.pk("story", name, name), plan.pk("author", author, name)
            yield Byline(article_id=article_id, author_id=author_id, role=role, position=position)


def ties(plan: Plan) -> Iterator[RelatedStory]:
    """Yield what each story is tied to: what the editor chose, then the teasers found in its document.

    A teaser that is the headline of one of our own stories becomes a tie to it.
    """
    ours = {arabic.fold_key(plan.headline(name)): name for name in plan.stories}
    for name, story in plan.stories.items():
        chosen = [{"related_id": plan.pk("story", key, name), "kind": kind} for key, kind in story["related"]]
        teasers = [
            {"related_id": plan.pk("story", own, name)}
            if (own := ours.get(arabic.fold_key(teaser.headline)))
            else {"headline": teaser.headline, "excerpt": teaser.excerpt, "date": teaser.date, "source": teaser.outlet}
            for teaser in plan.found[name].teasers
        ]
        made: list[dict[str, Any]] = [*chosen, *({**teaser, "origin": "import"} for teaser in teasers)]
        for position, fields in enumerate(made, 1):
            yield RelatedStory(article_id=plan.pk("story", name, name), position=position, **fields)


def slots(plan: Plan) -> Iterator[FrontPageSlot]:
    """Yield what stands on the front page."""
    for table in plan.newsroom["slot"]:
        article_id = plan.pk("story", table["story"], "the front page")
        yield FrontPageSlot(zone=table["zone"], position=table["position"], article_id=article_id)


def _section(plan: Plan, name: str) -> int:
    """Return the section that a document's breadcrumb names, in any language, or the one that the editor gave it."""
    if "section" in plan.stories[name]:
        return plan.pk("section", plan.stories[name]["section"], name)
    wanted = plan.found[name].section
    for table in plan.newsroom["section"]:
        if arabic.fold_key(wanted) in {arabic.fold_key(text) for text in table["name"].values()}:
            return plan.pk("section", table["slug"], name)
    raise DocumentProblem(f"{name}: there is no section “{wanted}”")


def _translate(article: Article, code: str, plan: Plan, name: str, path: Path) -> None:
    parts = [part.strip() for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
    if len(parts) < 3:
        raise DocumentProblem(f"{code}/{path.name}: a translation is a headline, a standfirst and paragraphs")
    places = plan.newsroom["places"].get(plan.found[name].dateline_place, {})
    fields = {"headline": parts[0], "standfirst": parts[1], "body": _body(plan, name, code, parts[2:])}
    for field, text in {**fields, "dateline_place": places.get(code)}.items():
        setattr(article, f"{field}_{code}", text)


def _body(plan: Plan, name: str, code: str, paragraphs: Sequence[str]) -> str:
    """Return paragraphs as a body, with the card and the pull quote that an editor set between them."""
    story, blocks = plan.stories[name], [html.from_paragraphs([paragraph]) for paragraph in paragraphs]
    if card := story.get("card"):
        pk = plan.pk("story", card["story"], name)
        blocks[card["after"] - 1] += f'<div class="story-card" data-article="{pk}"></div>'
    if quote := story.get("pull_quote", {}).get(code):
        if not any(quote["text"] in paragraph for paragraph in paragraphs):
            raise DocumentProblem(f"{name}: the pull quote ({code}) does not stand in the story")
        blocks[quote["after"] - 1] += f'<aside class="pull-quote"><p>{escape(quote["text"])}</p></aside>'
    return "".join(blocks)
