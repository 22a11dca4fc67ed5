"""The fields of forms, drawn by functions as Django's templates draw them.

The form of a story has a hundred and forty fields, for which Django fills more than a thousand small templates: most of
what the page costs. What has no function here is drawn by its template.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.templatetags.static import static
from django.utils.formats import localize
from django.utils.safestring import SafeData
from django.utils.translation import gettext as of_django

Context = dict[str, Any]
Draw = Callable[[str, Context], str]


class Drawing(DjangoTemplates):
    """Forms drawn by functions, as far as there are any."""

    def render(self, template_name: str, context: Context, request: Any = None) -> str:
        """Return the markup for which Django has a template of this name."""
        draw = DRAWN.get(template_name)
        return draw(context, self.render) if draw else super().render(template_name, context, request)


def _attributes(given: Mapping[str, Any] | None) -> str:
    told = ((name, value) for name, value in (given or {}).items() if value is not False)
    return "".join(f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"' for name, value in told)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, SafeData) else escape(str(value))


def _shown(value: Any) -> str:
    return _text(value if isinstance(value, str) else localize(value))


def _input(context: Context, draw: Draw) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{_text(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _labelled_input(context: Context, draw: Draw) -> str:
    widget, drawn = context["widget"], _input(context, draw)
    if not widget["wrap_label"]:
        return drawn
    owner = f' for="{_text(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{owner}>{drawn} {_shown(widget['label'])}</label>"


def _text_area(context: Context, draw: Draw) -> str:
    widget = context["widget"]
    text = _shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(context: Context, draw: Draw) -> str:
    def group(name: Any, options: Any) -> str:
        drawn = "".join("\n  " + draw(option["template_name"], {"widget": option}) for option in options)
        return f'\n  <optgroup label="{_shown(name)}">{drawn}\n  </optgroup>' if name else drawn

    widget = context["widget"]
    groups = "".join(group(name, options) for name, options, _place in widget["optgroups"])
    return f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{groups}\n</select>'


def _option(context: Context, draw: Draw) -> str:
    widget = context["widget"]
    return f'<option value="{_text(widget["value"])}"{_attributes(widget["attrs"])}>{_shown(widget["label"])}</option>'


def _day(context: Context, draw: Draw) -> str:
    return f'<p class="date">\n  {_input(context, draw)}\n</p>'


def _day_and_time(context: Context, draw: Draw) -> str:
    day, time = (draw(part["template_name"], {"widget": part}) for part in context["widget"]["subwidgets"])
    return (
        f'<p class="datetime">\n  {_shown(context["date_label"])} {day}<br>\n'
        f"  {_shown(context['time_label'])} {time}\n</p>"
    )


def _address(context: Context, draw: Draw) -> str:
    drawn = _input(context, draw)
    if not context["url_valid"]:
        return drawn
    widget = context["widget"]
    link = f'<a href="{_text(widget["href"])}">{_text(widget["value"])}</a>'
    return f'<p class="url">{_shown(context["current_label"])} {link}<br>{_shown(context["change_label"])} {drawn}</p>'


def _label(context: Context, draw: Draw) -> str:
    label = _shown(context["label"])
    return (
        f"<{context['tag']}{_attributes(context['attrs'])}>{label}</{context['tag']}>" if context["use_tag"] else label
    )


def _errors(context: Context, draw: Draw) -> str:
    errors = context["errors"]
    if not errors:
        return ""
    name = f' id="{_text(errors.field_id)}_error"' if errors.field_id else ""
    lines = "".join(f"<li>{_shown(error)}</li>" for error in errors)
    return f'<ul class="{_text(context["error_class"])}"{name}>{lines}</ul>'


def _with_links(context: Context, draw: Draw) -> str:
    """A choice of records with links to change, add, delete and view them."""
    model = "" if context["model_has_limit_choices_to"] else f'data-model-ref="{_text(context["model_name"])}"'
    links = (
        ""
        if context["is_hidden"]
        else "".join(_link(context, *link) for link in LINKS if context[f"can_{link[0]}_related"])
    )
    return f'<div class="related-widget-wrapper" {model}>\n    {context["rendered_widget"]}\n    {links}\n</div>'


def _link(context: Context, does: str, where: str, address: str, asked: str, title: str, picture: str) -> str:
    popup = "" if does == "view" else ' data-popup="yes"'
    told = of_django(title) % {"model": _shown(context["model"])}
    return (
        f'<a class="related-widget-wrapper-link {does}-related" id="{does}_id_{_text(context["name"])}"{popup}'
        f' {where}="{_text(context[address])}?{_text(context[asked])}" title="{told}">'
        f'<img src="{static(f"admin/img/icon-{picture}link.svg")}" alt="" width="24" height="24"></a>'
    )


LINKS = (
    (
        "change",
        "data-href-template",
        "change_related_template_url",
        "url_params",
        "Change selected %(model)s",
        "change",
    ),
    ("add", "href", "add_related_url", "url_params", "Add another %(model)s", "add"),
    (
        "delete",
        "data-href-template",
        "delete_related_template_url",
        "url_params",
        "Delete selected %(model)s",
        "delete",
    ),
    (
        "view",
        "data-href-template",
        "change_related_template_url",
        "view_related_url_params",
        "View selected %(model)s",
        "view",
    ),
)
INPUTS = "checkbox date datetime email hidden number text time"
DRAWN: dict[str, Callable[[Context, Draw], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS.split()},
    "django/forms/widgets/checkbox_option.html": _labelled_input,
    "django/forms/widgets/textarea.html": _text_area,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/select_option.html": _option,
    "django/forms/label.html": _label,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
    "admin/widgets/date.html": _day,
    "admin/widgets/split_datetime.html": _day_and_time,
    "admin/widgets/url.html": _address,
    "admin/widgets/related_widget_wrapper.html": _with_links,
}
