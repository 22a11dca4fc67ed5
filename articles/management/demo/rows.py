"""From a model's row to a record of a fixture."""

from typing import Any

from django.core import serializers
from django.db.models import Model
from modeltranslation.translator import NotRegistered, translator

Row = dict[str, Any]


def columns(table: Row) -> Row:
    """Return a TOML table with its languages spread out: ``name.ar`` becomes ``name_ar``."""
    spread: Row = {}
    for key, value in table.items():
        spread |= {f"{key}_{code}": text for code, text in value.items()} if isinstance(value, dict) else {key: value}
    return spread


def record(row: Model, **links: list[int]) -> Row:
    """Return a row as a fixture's record, without the fields that hold their default; links are its many-to-many."""
    try:
        # The column without a language holds the default language's text again.
        doubled = set(translator.get_options_for_model(type(row)).all_fields)
    except NotRegistered:
        doubled = set()
    kept = [
        field.name
        for field in row._meta.local_concrete_fields
        if field.name not in doubled and field.value_from_object(row) != field.get_default()
    ]
    (made,) = serializers.serialize("python", [row], fields=kept)
    made["fields"] |= links
    return made
