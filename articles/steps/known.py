"""The workflow's verbs as steps of the desk: what each asks, does and says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import clock, workflow
from articles.forms import live, proposals
from articles.forms import steps as asked
from articles.models import Article, Revision
from articles.models.named import LANGUAGE_CODES
from articles.steps.panel import Outing, outing_to, place

Data = dict[str, Any]
Act = Callable[[Article, Any, Data], None]
Outings = Callable[[Article, Data], list[Outing]]


@dataclass(frozen=True)
class Step:
    """A verb at the desk. ``button`` saves the story too; ``outing`` tells what would come out when.

    What has no button stands in a place of its own: the bin, the waiting changes.
    """

    name: str
    button: str | Promise
    done: str | Promise
    act: Act
    form: type[asked.StepForm] = asked.StepForm
    explains: str | Promise = ""
    outing: Outings | None = None
    danger: bool = False
    for_many: bool = True

    @property
    def label(self) -> str | Promise:
        """Return the verb's own name."""
        return workflow.VERBS[self.name].label


def _wanted(article: Article, data: Data) -> list[str]:
    written = article.languages_written()
    chosen = data.get("languages") or written
    return [code for code in chosen if code in written]


def _now(article: Article, data: Data) -> list[Outing]:
    at = data.get("at") or clock.now()
    return [Outing(_wanted(article, data), max(at, article.embargo_until or at))]


def _then(article: Article, data: Data) -> list[Outing]:
    waiting = data["languages"] or _waiting(article)
    return [outing_to(article, code, data["at"]) for code in waiting]


def _publish(article: Article, by: Any, data: Data) -> None:
    workflow.publish(article, by, languages=data["languages"] or None)


def _schedule(article: Article, by: Any, data: Data) -> None:
    workflow.schedule(article, by, data["at"], languages=data["languages"] or None)


def _publish_languages(article: Article, by: Any, data: Data) -> None:
    for code in data["languages"]:
        workflow.publish_language(article, by, code, at=data["at"])


def _waiting(article: Article) -> list[str]:
    return [
        code for code in LANGUAGE_CODES if article.in_language("published_at", code) and not article.is_public(code)
    ]


def _reschedule(article: Article, by: Any, data: Data) -> None:
    allowed = workflow.languages_for(article, workflow.VERBS["reschedule"], by)
    waiting = [code for code in _waiting(article) if code in allowed]
    for code in data["languages"] or waiting:
        workflow.reschedule(article, by, code, data["at"])
    if not (data["languages"] or waiting):
        raise ValidationError({"languages": _("The story is not waiting to come out in any language.")})


def _propose(article: Article, by: Any, data: Data) -> None:
    version = data["base_version"] or article.version
    base = Revision.objects.at_version(article, version) or Revision.objects.record(article, None)
    workflow.propose_edit(article, by, base, data["changes"], data["note"])


def _accept(article: Article, by: Any, data: Data) -> None:
    try:
        workflow.accept_edit(data["edit"], by, note=data["note"])
    except workflow.Conflict as conflict:
        places = "، ".join(place(name) for name in sorted(conflict.merge.clashes))
        told = _("The story has changed since in the same places: %(places)s. Decide at the desk.")
        raise ValidationError({"edit": ValidationError(told, code="conflict", params={"places": places})}) from conflict


def _tell_live(article: Article, by: Any, data: Data) -> None:
    workflow.tell_live(article, by, **data)


def _plain(verb: Callable[[Article, Any], None]) -> Act:
    return lambda article, by, data: verb(article, by)


def _noted(verb: Callable[[Article, Any, str], None]) -> Act:
    return lambda article, by, data: verb(article, by, data["note"])


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("submit", _("Save and send for review"), _("Sent for review."), _plain(workflow.submit)),
        Step(
            "approve",
            _("Save and approve"),
            _("Approved: the story is ready to be published."),
            _plain(workflow.approve),
            outing=_now,
        ),
        Step("publish", _("Save and publish"), _("Published."), _publish, asked.PublishForm, outing=_now),
        Step("restore", _("Save and bring back"), _("Brought back to the desk."), _plain(workflow.restore)),
        Step("schedule", _("Save and schedule"), _("Scheduled."), _schedule, asked.ScheduleForm, outing=_now),
        Step(
            "reschedule",
            _("Save and move"),
            _("Moved to another time."),
            _reschedule,
            asked.RescheduleForm,
            outing=_then,
        ),
        Step(
            "publish_language",
            _("Save and publish in these languages"),
            _("Published in another language."),
            _publish_languages,
            asked.PublishLanguageForm,
            outing=_now,
        ),
        Step(
            "send_back",
            _("Save and send back"),
            _("Sent back to its writer."),
            _noted(workflow.send_back),
            asked.SendBackForm,
        ),
        Step(
            "correct",
            _("Save and tell readers"),
            _("Readers are told of the correction."),
            lambda article, by, data: workflow.correct(article, by, data["language"], data["text"]),
            asked.CorrectForm,
        ),
        Step(
            "tell_live",
            _("Save and tell readers what happens"),
            _("Readers are told. The update can be changed under “Live updates”."),
            _tell_live,
            live.TellForm,
            for_many=False,
        ),
        Step(
            "amend_live",
            "",
            _("The update is changed, and readers see that it was."),
            lambda article, by, data: workflow.amend_live(**data, by=by),
            live.AmendForm,
            for_many=False,
        ),
        Step(
            "remove_live",
            "",
            _("The update is taken back."),
            lambda article, by, data: workflow.remove_live(data["update"], by),
            live.RemoveForm,
            danger=True,
            for_many=False,
        ),
        Step(
            "translate",
            _("Save and open for translation"),
            _("Opened for translation."),
            lambda article, by, data: workflow.translate(article, by, data["language"], data["source_language"]),
            asked.TranslateForm,
            _(
                "The translator works on this language. When the source changes later, the check tells of it; "
                "take this step again once the translation has caught up."
            ),
        ),
        Step(
            "assign",
            _("Save and assign"),
            _("Assigned."),
            lambda article, by, data: workflow.assign(article, by, data["assignee"], data["due_at"]),
            asked.AssignForm,
        ),
        Step(
            "set_embargo",
            _("Save and put under embargo"),
            _("Put under embargo."),
            lambda article, by, data: workflow.set_embargo(article, by, data["embargo_until"]),
            asked.SetEmbargoForm,
            _("Until then nothing lets the story out; what was to come out earlier comes out then."),
        ),
        Step(
            "lift_embargo",
            _("Save and lift the embargo"),
            _("The embargo is lifted. The times of publication stay as they are."),
            _noted(workflow.lift_embargo),
            asked.LiftEmbargoForm,
        ),
        Step(
            "unpublish",
            _("Save and take off the site"),
            _("Taken off the site."),
            _plain(workflow.unpublish),
            explains=_("Readers will find nothing at its address, and are not told why."),
            danger=True,
        ),
        Step(
            "unpublish_language",
            _("Save and take this language off"),
            _("This language is off the site."),
            lambda article, by, data: workflow.unpublish_language(article, by, data["language"]),
            asked.UnpublishLanguageForm,
            _("The other languages stay. Readers will find nothing at its address, and are not told why."),
            danger=True,
        ),
        Step(
            "withdraw",
            _("Save and withdraw"),
            _("Withdrawn. Readers who follow its address are told why."),
            _noted(workflow.withdraw),
            asked.WithdrawForm,
            danger=True,
        ),
        Step(
            "propose_edit",
            "",
            _("Your change waits for an editor. Readers see the story as it was until then."),
            _propose,
            proposals.ProposeForm,
            for_many=False,
        ),
        Step(
            "accept_edit",
            "",
            _("The change is in the story, and readers see it."),
            _accept,
            proposals.DecideForm,
            for_many=False,
        ),
        Step(
            "reject_edit",
            "",
            _("The change is refused, and its writer can read why."),
            lambda article, by, data: workflow.reject_edit(data["edit"], by, data["note"]),
            proposals.RejectForm,
            for_many=False,
        ),
        Step(
            "move_to_bin",
            "",
            _("Moved to the bin."),
            _plain(workflow.move_to_bin),
            explains=_("They stay there for thirty days and can be taken out again; after that they are gone."),
            danger=True,
        ),
        Step("take_out", "", _("Taken out of the bin, as it was."), _plain(workflow.take_out), for_many=False),
    )
}

TYPED: dict[str, Any] = {
    f"{step.name}_{name}": field.label
    for step in STEPS.values()
    for name, field in step.form.base_fields.items()
    if type(field) is CharField or isinstance(field, asked.MomentField)
}
"""The fields of the story form, and their labels, in which something is typed for a step: a note, an update, a time."""
