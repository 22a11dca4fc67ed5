"""The people of the desk, found by any spelling of their names."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from articles.text import arabic

MOST = 10
BACKEND = "django.contrib.auth.backends.ModelBackend"


def who_may(permission: str) -> Any:
    """Return the people who are at work and hold a permission, by name."""
    people = get_user_model()._default_manager.with_perm(permission, backend=BACKEND)
    return people.order_by("first_name", "last_name", "username")


def found(text: str) -> list[Any]:
    """Return the people who may be mentioned and whose names begin with every word of a text, in any spelling."""
    words = arabic.fold_key(text.replace("_", " ")).split()
    return [person for person in who_may("articles.view_article") if _goes_by(person, words)][:MOST]


@require_GET
def lookup(request: HttpRequest, context: dict[str, Any]) -> JsonResponse:
    """Return the people whose names match ``q``."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    people = found(request.GET.get("q", "")[:100])
    return JsonResponse(
        {"results": [{"name": one.username, "label": str(one), "detail": f"@{one.username}"} for one in people]}
    )


def _goes_by(person: Any, words: list[str]) -> bool:
    names = arabic.fold_key(f"{person.get_full_name()} {person.username} {person.username.replace('.', ' ')}").split()
    return all(any(name.startswith(word) for name in names) for word in words)
