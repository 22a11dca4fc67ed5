from django.db import migrations, models

ARABIC = "اليمنورتهبدعسكفحقجشصخءطضزث"
SIGNS = "!$%&()*+,-/:;<>?@[]^_`{|}~"


def _rewrite(letters, signs):
    """Write the words that are indexed in other letters: searching goes on, on the index that stands."""

    def run(apps, schema_editor):
        connection = schema_editor.connection
        if not apps.get_model("articles", "SearchDocument").objects.using(connection.alias).exists():
            return
        if connection.vendor == "sqlite":
            table = str.maketrans(letters, signs)
            connection.connection.create_function("in_letters", 1, lambda text: text.translate(table))
            sql, values = "UPDATE articles_searchdocument SET words = in_letters(words), stems = in_letters(stems)", []
        else:
            sql = "UPDATE articles_searchdocument SET words = translate(words, %s, %s), stems = translate(stems, %s, %s)"
            values = [letters, signs] * 2
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    return run


def _fill_stems(apps, schema_editor):
    """Put every word that is counted under its stem."""
    terms = apps.get_model("articles", "SearchTerm").objects.using(schema_editor.connection.alias)
    if not terms.exists():
        return
    from articles.text.stemmer import stem_folded

    def stem(term, language):
        if term[0] == "=":
            return stem_folded(term[1:], language)
        return "#" if term[0] == "#" else term

    rows = [(stem(term, language), pk) for pk, term, language in terms.values_list("pk", "term", "language")]
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany("UPDATE articles_searchterm SET stem = %s WHERE id = %s", rows)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0015_listings"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchterm",
            name="stem",
            field=models.CharField(default="", max_length=80),
        ),
        migrations.RunPython(_rewrite(ARABIC, SIGNS), _rewrite(SIGNS, ARABIC)),
        migrations.RunPython(_fill_stems, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="searchterm",
            index=models.Index(fields=["generation", "language", "stem"], name="search_term_stem"),
        ),
    ]
