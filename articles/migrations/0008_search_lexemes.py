from django.db import migrations

# PostgreSQL keeps the lexemes in their index alone: a column of them was larger than the text.
FORWARD = [
    "DROP INDEX articles_search_tokens",
    "ALTER TABLE articles_searchdocument DROP COLUMN tokens",
    """CREATE FUNCTION articles_search_lexemes(words text, stems text) RETURNS tsvector
       LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_to_tsvector(
       array_remove(string_to_array(translate(stems, E'\\n', ' '), ' '), '') ||
       array_remove(array_remove(string_to_array(replace(' ' || translate(words, E'\\n', ' '), ' ', ' ='), ' '), ''), '=')
       ) $$""",
    """CREATE INDEX articles_search_tokens ON articles_searchdocument
       USING gin (articles_search_lexemes(words, stems)) WITH (fastupdate = off)""",
]
BACK = [
    "DROP INDEX articles_search_tokens",
    "DROP FUNCTION articles_search_lexemes",
    """ALTER TABLE articles_searchdocument ADD COLUMN tokens tsvector GENERATED ALWAYS AS (array_to_tsvector(
       array_remove(string_to_array(translate(stems, E'\\n', ' '), ' '), '') ||
       array_remove(string_to_array(replace(' ' || translate(words, E'\\n', ' '), ' ', ' ='), ' '), '')
       )) STORED""",
    "CREATE INDEX articles_search_tokens ON articles_searchdocument USING gin (tokens) WITH (fastupdate = off)",
]


def _run(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_edition")]
    operations = [migrations.RunPython(_run(FORWARD), _run(BACK))]
