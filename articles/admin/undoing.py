"""The button in a message that takes back what was just done to many stories of the list."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def button(request: HttpRequest, address: str, **fields: Any) -> SafeString:
    """Return a button that sends these fields to a named address, and leads back to the list as it was."""
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())
    return format_html(
        '<form method="post" action="{}?{}" class="told-undo">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
        '<button class="desk-button">{}</button></form>',
        reverse(address),
        request.GET.urlencode(),
        get_token(request),
        hidden,
        _("Undo"),
    )


def back_to_list(request: HttpRequest) -> HttpResponseRedirect:
    """Lead back to the list of stories as it was."""
    address = reverse("admin:articles_article_changelist")
    return HttpResponseRedirect(f"{address}?{query}" if (query := request.GET.urlencode()) else address)
