from django.db import migrations, models

from articles.text.arabic import fold_key


def fill(apps, schema_editor):
    entries = apps.get_model("articles", "AuditEntry").objects.using(schema_editor.connection.alias)
    filled = []
    for entry in entries.order_by("pk").iterator(chunk_size=500):
        details = entry.details if isinstance(entry.details, dict) else {}
        words = [str(value) for value in details.values() if isinstance(value, str | list)]
        entry.search_key = fold_key(" ".join([entry.actor_name, entry.object_name, entry.address or "", *words]))
        filled.append(entry)
        if len(filled) == 500:
            entries.bulk_update(filled, ["search_key"])
            filled.clear()
    entries.bulk_update(filled, ["search_key"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_reader_indexes")]
    operations = [
        migrations.AddField("auditentry", "search_key", models.TextField(blank=True, default="", editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
