import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_the_newsrooms_clock")]
    operations = [
        migrations.CreateModel(
            name="Beginning",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
            ],
            options={"default_permissions": ()},
        )
    ]
