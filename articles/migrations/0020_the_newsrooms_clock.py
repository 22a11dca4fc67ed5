from django.db import migrations, models

from articles import clock


def _times(model, name, verbose_name, **options):
    field = models.DateTimeField(default=clock.now, verbose_name=verbose_name, **options)
    return migrations.AlterField(model, name, field)


class Migration(migrations.Migration):
    """New rows are dated by the newsroom's clock, which no database has to be told."""

    dependencies = [("articles", "0019_search_windows")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                _times("article", "created_at", "created at", editable=False),
                _times("auditentry", "at", "at", db_index=True),
                _times("correction", "at", "at"),
                _times("languageversion", "at", "at"),
                _times("liveupdate", "at", "at"),
            ]
        )
    ]
