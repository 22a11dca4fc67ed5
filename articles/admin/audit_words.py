"""The log in sentences: what was done to what, and what there is to know of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from articles import workflow
from articles.admin.display import moment_of, role_name
from articles.models import AuditEntry
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import endonym

SENTENCES: dict[str, str | Promise] = {
    "submit": gettext_lazy("Sent %(object)s for review"),
    "send_back": gettext_lazy("Sent %(object)s back to its writer"),
    "approve": gettext_lazy("Approved %(object)s"),
    "schedule": gettext_lazy("Scheduled %(object)s"),
    "publish": gettext_lazy("Published %(object)s"),
    "publish_language": gettext_lazy("Published %(object)s in another language"),
    "reschedule": gettext_lazy("Moved %(object)s to another time"),
    "unpublish": gettext_lazy("Took %(object)s off the site"),
    "unpublish_language": gettext_lazy("Took one language of %(object)s off the site"),
    "withdraw": gettext_lazy("Withdrew %(object)s"),
    "restore": gettext_lazy("Brought %(object)s back to the desk"),
    "correct": gettext_lazy("Told readers of a correction of %(object)s"),
    "tell_live": gettext_lazy("Told readers of %(object)s what happens"),
    "amend_live": gettext_lazy("Changed a live update of %(object)s"),
    "remove_live": gettext_lazy("Took back a live update of %(object)s"),
    "translate": gettext_lazy("Opened %(object)s in another language"),
    "assign": gettext_lazy("Assigned %(object)s"),
    "set_embargo": gettext_lazy("Put %(object)s under embargo"),
    "lift_embargo": gettext_lazy("Lifted the embargo of %(object)s"),
    "propose_edit": gettext_lazy("Proposed a change to %(object)s"),
    "accept_edit": gettext_lazy("Accepted a proposed change to %(object)s"),
    "reject_edit": gettext_lazy("Rejected a proposed change to %(object)s"),
    "move_to_bin": gettext_lazy("Moved %(object)s to the bin"),
    "take_out": gettext_lazy("Took %(object)s out of the bin"),
    "purge": gettext_lazy("Deleted %(object)s for good"),
    "note": gettext_lazy("Wrote a note on %(object)s"),
    "restore_revision": gettext_lazy("Brought back a version of %(object)s"),
    "make_preview": gettext_lazy("Made a preview link to %(object)s"),
    "open_preview": gettext_lazy("Opened a preview of %(object)s"),
    "revoke_preview": gettext_lazy("Closed a preview link to %(object)s"),
    "replace_picture": gettext_lazy("Replaced the picture %(object)s"),
    "export": gettext_lazy("Exported %(object)s"),
    "login": gettext_lazy("Signed in"),
    "logout": gettext_lazy("Signed out"),
    "login_failed": gettext_lazy("Failed to sign in"),
    "password": gettext_lazy("Changed the password of %(object)s"),
    "permissions": gettext_lazy("Changed the rights of %(object)s"),
    "account": gettext_lazy("Changed the account of %(object)s"),
}
NAMES: dict[str, str | Promise] = {
    "purge": gettext_lazy("Delete for good"),
    "note": gettext_lazy("Note"),
    "restore_revision": gettext_lazy("Bring back a version"),
    "make_preview": gettext_lazy("Make a preview link"),
    "open_preview": gettext_lazy("Open a preview"),
    "revoke_preview": gettext_lazy("Close a preview link"),
    "replace_picture": gettext_lazy("Replace a picture"),
    "export": gettext_lazy("Export"),
    "login": gettext_lazy("Sign in"),
    "logout": gettext_lazy("Sign out"),
    "login_failed": gettext_lazy("Failed sign-in"),
    "password": gettext_lazy("Change a password"),
    "permissions": gettext_lazy("Change rights"),
    "account": gettext_lazy("Make or delete an account"),
}
CHANGES: dict[str, str | Promise] = {
    "add": pgettext_lazy("rights", "given"),
    "remove": pgettext_lazy("rights", "taken"),
    "clear": pgettext_lazy("rights", "all taken"),
    "set": pgettext_lazy("rights", "set"),
}
ACCOUNTS: dict[str, str | Promise] = {
    "add": pgettext_lazy("account", "made"),
    "remove": pgettext_lazy("account", "deleted"),
}
MOMENTS: dict[str, str | Promise] = {
    "until": pgettext_lazy("log", "until"),
    "to": pgettext_lazy("log", "for the time"),
    "due_at": pgettext_lazy("log", "due"),
}


def name_of(action: str) -> str:
    """Return what an action is called in a list of actions."""
    verb = workflow.VERBS.get(action)
    return str(verb.label if verb else NAMES.get(action, action))


def who_of(entry: AuditEntry) -> str:
    """Return who it was, by the name of that time."""
    return entry.actor_name or (_("a visitor") if entry.address else _("the system"))


def sentence_of(entry: AuditEntry) -> SafeString:
    """Return what was done to what, with a link to the story while there is one."""
    sentence = str(SENTENCES.get(entry.action, f"{entry.action}: %(object)s"))
    before, _object, after = sentence.partition("%(object)s")
    return format_html("{}{}{}", before, _named(entry) if _object else "", after)


def details_of(entry: AuditEntry) -> SafeString:
    """Return what else is known of an entry, in words."""
    return format_html_join(" · ", "<span>{}</span>", ((told,) for told in _details(entry)))


def _named(entry: AuditEntry) -> SafeString:
    known = entry.object_name or entry.details.get("what") or _("a record that is gone")
    name = format_html("<bdi>«{}»</bdi>", known)
    if entry.article_id is None:
        return name
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[entry.article_id]), name)


def _details(entry: AuditEntry) -> Iterator[Any]:
    told: dict[str, Any] = entry.details
    if note := told.get("note"):
        yield format_html("<bdi>{}</bdi>", note)
    if (language := told.get("language")) in LANGUAGE_CODES:
        yield endonym(language)
    if assignee := told.get("assignee_name"):
        yield format_html("{} <bdi>{}</bdi>", pgettext("log", "to"), assignee)
    for name, label in MOMENTS.items():
        if moment := _moment(told.get(name)):
            yield format_html("{} <bdi>{}</bdi>", label, moment)
    if username := told.get("username"):
        yield format_html("{} <bdi>{}</bdi>", _("as"), username)
    if change := told.get("change"):
        words = ACCOUNTS if entry.action == "account" else CHANGES
        yield format_html("{} {}", words.get(change, change), _listed(told.get("of")))


def _moment(text: Any) -> str:
    try:
        return moment_of(datetime.fromisoformat(text)) if text else ""
    except (TypeError, ValueError):
        return ""


def _listed(of: Any) -> SafeString:
    if isinstance(of, dict):
        fields = {field.name: field.verbose_name for field in get_user_model()._meta.fields}
        of = [f"{fields.get(name, name)}: {_('yes') if on else _('no')}" for name, on in of.items()]
    return format_html_join("، ", "<bdi>{}</bdi>", ((role_name(one),) for one in of or []))
