"""A part of a desk's form, drawn by a function as Django's ``admin/includes/fieldset.html`` draws it.

The template asks of each field some thirty things, and the form of a story has a hundred and forty.
"""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def draw_fieldset(fieldset: Any, heading_level: int, prefix: str, id_prefix: int, id_suffix: int) -> SafeString:
    """Return a part of the form: its heading, what it explains, its lines of fields."""
    heading_id = f"{prefix}-{id_prefix}-{id_suffix}-heading"
    heading, foot, named = "", "", ""
    if fieldset.name:
        named = format_html(' aria-labelledby="{}"', heading_id)
        level = f"h{heading_level}"
        heading = format_html('<{} id="{}" class="fieldset-heading">{}</{}>', level, heading_id, fieldset.name, level)
        if fieldset.is_collapsible:
            heading, foot = f"<details><summary>{heading}</summary>", "</details>"
    if fieldset.description:
        heading += f'<div class="description">{fieldset.description}</div>'
    lines = "\n".join(_line(line) for line in fieldset)
    classes = conditional_escape(fieldset.classes)
    return mark_safe(  # noqa: S308  The parts are escaped.
        f'<fieldset class="module aligned {classes}"{named}>\n{heading}\n{lines}\n{foot}</fieldset>'
    )


def _line(line: Any) -> str:
    fields = list(line)
    is_single = len(line.fields) == 1
    errors = line.errors() if is_single else ""
    classes = "form-row" + (" errors" if errors else "") + ("" if line.has_visible_field else " hidden")
    classes += "".join(_name_class(field) for field in fields)
    drawn = "\n".join(f"<div>\n{_field(field, is_single)}\n</div>" for field in fields)
    if not is_single:
        drawn = f'<div class="flex-container form-multiline">\n{drawn}\n</div>'
    return f'<div class="{classes}">{errors}\n{drawn}\n</div>'


def _field(field: Any, is_single: bool) -> str:
    errors, classes = "", "flex-container"
    if not is_single:
        errors = "" if field.is_readonly else field.errors()
        classes += " fieldBox" + _name_class(field) + (" errors" if errors else "")
        classes += " hidden" if _told(field, "is_hidden") else ""
    if field.is_checkbox:
        drawn, classes = f"{field.field}{field.label_tag()}", f"{classes} checkbox-row"
    else:
        content = f'<div class="readonly">{field.contents()}</div>' if field.is_readonly else field.field
        drawn = f"{field.label_tag()}\n{content}"
    return f'{errors}<div class="{classes}">\n{drawn}\n</div>{_help(field)}'


def _help(field: Any) -> str:
    if not (text := _told(field, "help_text")):
        return ""
    hidden = " hidden" if _told(field, "is_hidden") else ""
    owner = _told(field, "id_for_label")
    name = format_html(' id="{}_helptext"', owner) if owner else ""
    return f'\n<div class="help{hidden}"{name}>\n<div>{text}</div>\n</div>'


def _name_class(field: Any) -> str:
    name = _told(field, "name")
    return format_html(" field-{}", name) if name else ""


def _told(field: Any, name: str) -> Any:
    """What is known of a field: Django gives a dictionary where it is only read."""
    return field.field.get(name) if field.is_readonly else getattr(field.field, name)
