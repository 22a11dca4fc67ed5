"""Sign-ins and changes of rights, for the log."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from articles.models import AuditEntry, Grant

POWERS = ("is_active", "is_staff", "is_superuser")


def note_login(user: Any, **kwargs: Any) -> None:
    """Log that somebody signed in."""
    AuditEntry.objects.record("login", by=user)


def note_logout(user: Any, **kwargs: Any) -> None:
    """Log that somebody signed out."""
    if user is not None:
        AuditEntry.objects.record("logout", by=user)


def note_failed_login(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Log that somebody tried to sign in, and under which name."""
    AuditEntry.objects.record("login_failed", username=str(credentials.get("username", ""))[:150])


def note_permissions(
    instance: Model, action: str, reverse: bool, model: type[Model], pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """Log a change of somebody's groups, or of a person's or group's permissions."""
    if action not in ("post_add", "post_remove", "pre_clear") or (action != "pre_clear" and not pk_set):
        return
    names = {} if pk_set is None else model._default_manager.in_bulk(pk_set)
    changed = sorted(str(one) for one in names.values()) if pk_set else ["*"]
    change = action.removeprefix("post_").removeprefix("pre_")
    AuditEntry.objects.record("permissions", about=instance, change=change, of=changed, reverse=reverse)


def note_powers(instance: Any, **kwargs: Any) -> None:
    """Log that somebody became, or is no longer, active, of the desk or a superuser."""
    before = type(instance)._default_manager.filter(pk=instance.pk).values(*POWERS).first() or {}
    changed = {
        name: getattr(instance, name) for name in POWERS if name in before and before[name] != getattr(instance, name)
    }
    if changed:
        AuditEntry.objects.record("permissions", about=instance, change="set", of=changed)


def note_password(instance: Any, **kwargs: Any) -> None:
    """Log that somebody's password was changed; a hash that Django renews while signing in is no change."""
    if instance.pk and instance._password is not None:
        AuditEntry.objects.record("password", about=instance)


def note_account(instance: Any, created: bool = False, signal: Any = None, **kwargs: Any) -> None:
    """Log that an account was made, with which powers, or deleted."""
    if created:
        given = {name: True for name in POWERS if getattr(instance, name) and name != "is_active"}
        AuditEntry.objects.record("account", about=instance, change="add", of=given)
    elif signal is post_delete:
        AuditEntry.objects.record("account", about=instance, change="remove")


def note_grant(instance: Grant, created: bool = False, signal: Any = None, **kwargs: Any) -> None:
    """Log that a grant was made, changed or taken back."""
    change = "remove" if signal is pre_delete else "add" if created else "set"
    AuditEntry.objects.record("permissions", about=instance, change=change, of=[str(instance)])


def connect_audit() -> None:
    """Let the log hear of sign-ins and of every change of rights."""
    user = get_user_model()
    user_logged_in.connect(note_login)
    user_logged_out.connect(note_logout)
    user_login_failed.connect(note_failed_login)
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(note_permissions, sender=through)
    pre_save.connect(note_powers, sender=user)
    pre_save.connect(note_password, sender=user)
    post_save.connect(note_account, sender=user)
    post_delete.connect(note_account, sender=user)
    post_save.connect(note_grant, sender=Grant)
    pre_delete.connect(note_grant, sender=Grant)  # What it is a right in may be deleted with it.
