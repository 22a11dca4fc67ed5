"""From an imported story to the newsroom's rows. Only this module writes them, and it makes drafts only.

One story is one transaction, so a run that is cut off leaves whole stories and no half ones. Which row a story is, is
told by what it says (`import_ref`), not by its file; a draft that somebody at the desk has changed since is left alone.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, Literal

from django.db import IntegrityError, models, transaction
from modeltranslation.utils import build_localized_fieldname

from articles.importers.imported import ImportedStory, Teaser, Warning
from articles.importers.lines import kicker_before
from articles.importers.messages import describe
from articles.models import Article, Author, Byline, RelatedStory, Section, Source, Tag
from articles.models.article import Status
from articles.models.named import Named, in_languages
from articles.text import agencies, html
from articles.text.arabic import fold_key

Outcome = Literal["created", "updated", "skipped", "refused"]
DIGEST = 32
AFTER_THE_OTHERS = 1000
RUNS = 3
TEXTS = ("headline", "kicker", "standfirst", "body", "dateline_place")
UNVARIED = frozenset("بتثجحخدذرزسشصضطظعغقلمن" + ascii_lowercase)
"""Letters that have one spelling only."""


@dataclass(frozen=True)
class StoreResult:
    """What became of a story, and why when it was not simply made."""

    outcome: Outcome
    article: Article | None = None
    code: str = ""

    @property
    def reason(self) -> str:
        """Return the reason in the current language; empty when there is none to give."""
        return describe(self.code) if self.code else ""


def plan(imported: ImportedStory) -> StoreResult:
    """Return what `store` would do now, writing nothing."""
    try:
        html.sanitise(html.from_paragraphs(list(imported.paragraphs)))
    except html.BodyTooLarge:
        return StoreResult("refused", None, "too_long_body")
    return _compare(Article.objects.filter(import_ref=imported.import_ref).first(), imported)


def store(imported: ImportedStory, *, by: Any = None) -> StoreResult:
    """Write a story as a draft begun by a person, unless it is there already.

    `updated` needs a draft that nobody has touched since its import; otherwise the story is skipped with the reason.
    """
    try:
        return _store_whole(imported, by)
    except IntegrityError:
        # Another run wrote the same story, section or tag at this moment: it is there now.
        return _store_whole(imported, by)
    except html.BodyTooLarge:
        return StoreResult("refused", None, "too_long_body")


@transaction.atomic
def _store_whole(imported: ImportedStory, by: Any) -> StoreResult:
    existing = Article.objects.select_for_update().filter(import_ref=imported.import_ref).first()
    planned = _compare(existing, imported)
    if planned.outcome == "skipped":
        return planned
    article = existing or Article(import_ref=imported.import_ref, created_by=by)
    _write(article, imported)
    return StoreResult(planned.outcome, article, planned.code)


def _compare(existing: Article | None, imported: ImportedStory) -> StoreResult:
    if existing is None:
        return StoreResult("created")
    if existing.import_digest[:DIGEST] == imported.digest:
        return StoreResult("skipped", existing, "same_again")
    if existing.status != Status.DRAFT:
        return StoreResult("skipped", existing, "no_longer_draft")
    if existing.import_digest[DIGEST:] != _as_written(existing):
        return StoreResult("skipped", existing, "edited_since")
    return StoreResult("updated", existing)


def _write(article: Article, imported: ImportedStory) -> None:
    notes = list(imported.warnings)
    in_story_language = {
        "headline": imported.headline,
        "kicker": _fitted(imported.kicker, Article, "kicker", notes),
        "standfirst": imported.standfirst,
        "body": html.from_paragraphs(list(imported.paragraphs)),
        "dateline_place": _fitted(imported.dateline_place, Article, "dateline_place", notes),
    }
    for name, value in in_story_language.items():
        setattr(article, build_localized_fieldname(name, imported.language), value)
    article.dateline_date = imported.dateline_date
    article.section = _section(imported, notes)
    article.save()
    article.sources.set(_sources(imported, notes))
    article.tags.set(_tags(imported, notes))
    _sign(article, imported, notes)
    _relate(article, imported, notes)
    _tie_earlier_teasers(article, imported)
    article.import_notes = [note.as_json() for note in notes]
    article.import_digest = imported.digest + _as_written(article)
    article.save(update_fields=["import_notes", "import_digest"])


def _as_written(article: Article) -> str:
    """A digest of the draft as it stands, so that a change made at the desk is noticed."""
    columns = [column for name in TEXTS for column in in_languages(name)]
    ties = article.related_stories.values_list("headline", "excerpt", "url", "kind", "position", "origin")
    said = [
        [getattr(article, column) or "" for column in columns],
        [article.section_id, str(article.dateline_date), article.lead_image_id],
        list(article.bylines.values_list("author_id", "role")),
        sorted(article.tags.values_list("pk", flat=True)),
        sorted(article.sources.values_list("pk", flat=True)),
        list(ties),
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:DIGEST]


def _fitted(text: str, model: type[models.Model], field: str, notes: list[Warning]) -> str:
    """The text, cut at a word's end when its field is too short for it."""
    limit: int = getattr(model._meta.get_field(field), "max_length", None) or len(text)
    if len(text) <= limit:
        return text
    notes.append(Warning("cut_to_fit", {"text": text}))
    return text[: max(text.rfind(" ", 0, limit - 1), limit // 2)].rstrip() + "…"


def _called(model: type[Named], names: Iterable[str]) -> Any:
    """The first row that has one of the names in any of its languages or other spellings."""
    for key in dict.fromkeys(key for name in names if (key := fold_key(name))):
        for row in model._default_manager.filter(search_key__contains=key).order_by("pk"):
            if key in row.search_key.split("\n"):
                return row
    return None


def _section(imported: ImportedStory, notes: list[Warning]) -> Section | None:
    if not imported.section:
        return None
    name = _fitted(imported.section, Section, "name", notes)
    section = _called(Section, [name])
    if section is None:
        names = {"name_ar": name, build_localized_fieldname("name", imported.language): name}
        section = Section.objects.create(in_menu=False, position=AFTER_THE_OTHERS, **names)
        notes.append(Warning("section_created", {"name": name}))
    return section


def _sources(imported: ImportedStory, notes: list[Warning]) -> list[Source]:
    """The agency, and the outlet in which the story was found."""
    found = [_source(name, notes) for name in (imported.source, imported.outlet) if name]
    return list(dict.fromkeys(found))


def _source(written: str, notes: list[Warning]) -> Source:
    name, _, abbreviation = written.removesuffix(")").partition(" (")
    agency = agencies.find(name) or agencies.find(written)
    if agency is None:
        agency = agencies.Agency(_fitted(written, Source, "name", notes), "")
    spellings = [agency.name, agency.abbreviation, *agency.aliases, abbreviation]
    source = _called(Source, spellings)
    if source is None:
        # What the list calls the abbreviation of an outlet is its name in Latin letters.
        latin = "abbreviation" if agency.kind == "agency" else "name_en"
        source = Source.objects.create(
            name_ar=agency.name, aliases=list(agency.aliases), **{latin: agency.abbreviation}
        )
        notes.append(Warning("source_created", {"name": agency.name}))
    return source


def _tags(imported: ImportedStory, notes: list[Warning]) -> list[Tag]:
    tags = []
    for written in imported.tags:
        name = _fitted(written, Tag, "name", notes)
        tag = Tag.objects.called(name).first() or _called(Tag, [name])
        if tag is None:
            names = {"name_ar": name, build_localized_fieldname("name", imported.language): name}
            tag = Tag.objects.create(kind=Tag.Kind.TOPIC, **names)
            notes.append(Warning("tag_created", {"name": name}))
        tags.append(tag)
    return list(dict.fromkeys(tags))


def _sign(article: Article, imported: ImportedStory, notes: list[Warning]) -> None:
    article.bylines.all().delete()
    signed = set()
    for position, signature in enumerate(imported.bylines):
        name = _fitted(signature.name, Author, "name", notes)
        author = _called(Author, [name])
        if author is None:
            names = {"name_ar": name, build_localized_fieldname("name", imported.language): name}
            author = Author.objects.create(**names)
            notes.append(Warning("author_created", {"name": name}))
        if (author.pk, signature.role) not in signed:
            signed.add((author.pk, signature.role))
            Byline.objects.create(article=article, author=author, role=signature.role, position=position)


def _relate(article: Article, imported: ImportedStory, notes: list[Warning]) -> None:
    article.related_stories.filter(origin=RelatedStory.Origin.IMPORT).delete()
    tied = set(article.related_stories.exclude(related=None).values_list("related_id", flat=True))
    for position, teaser in enumerate(imported.teasers):
        headline = _fitted(teaser.headline, RelatedStory, "headline", notes)
        ours = _headed(teaser, imported.language).exclude(pk=article.pk).exclude(pk__in=tied).first()
        if ours is not None:
            tied.add(ours.pk)
        if teaser.place:
            notes.append(Warning("teaser_place", {"text": headline, "place": teaser.place}))
        RelatedStory.objects.create(
            article=article,
            related=ours,
            headline=headline,
            excerpt=teaser.excerpt,
            source=_fitted(teaser.outlet, RelatedStory, "source", notes),
            date=teaser.date,
            language=imported.language,
            position=position,
            origin=RelatedStory.Origin.IMPORT,
        )


def _headed(teaser: Teaser, language: str) -> models.QuerySet[Article]:
    """The stories of ours with the teaser's headline, in any spelling, with or without a kicker before it."""
    column = build_localized_fieldname("search_key", language)
    same = models.Q()
    for key in {fold_key(teaser.headline), fold_key(kicker_before(teaser.headline)[1])} - {""}:
        same |= models.Q(**{column: key}) | models.Q(**{f"{column}__startswith": f"{key}\n"})
    return Article.objects.filter(same).order_by("pk") if same else Article.objects.none()


def _tie_earlier_teasers(article: Article, imported: ImportedStory) -> None:
    """Tie the teasers that announced this story before it came."""
    headlines = (imported.headline, f"{imported.kicker}: {imported.headline}")
    keys = {fold_key(headline) for headline in headlines}
    likely = models.Q(headline__in=headlines)
    for part in _sure_parts(fold_key(imported.headline)):
        likely |= models.Q(headline__icontains=part)
    waiting = RelatedStory.objects.filter(
        likely, origin=RelatedStory.Origin.IMPORT, related=None, language=imported.language
    ).exclude(article=article)
    for tie in waiting:
        taken = RelatedStory.objects.filter(article_id=tie.article_id, related=article).exists()
        if fold_key(tie.headline) in keys and not taken:
            tie.related = article
            tie.save(update_fields=["related"])


def _sure_parts(key: str) -> list[str]:
    """The longest runs of letters that every spelling of a headline has, for the database to find."""
    runs = "".join(character if character in UNVARIED else " " for character in key).split()
    return sorted(set(runs), key=len, reverse=True)[:RUNS]
