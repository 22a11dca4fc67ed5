from django.db import migrations

# Documents are marked with the blocks of numbers that they stand in, so that the newest of a million that hold a common
# word are found without looking at the others. The function costs much and is not SQL, so that PostgreSQL neither
# works it out for every row instead of asking the index, nor takes it apart, nor sets several processes to it.
FORWARD = [
    "DROP INDEX articles_search_tokens",
    "DROP FUNCTION articles_search_lexemes",
    """CREATE FUNCTION articles_search_lexemes(id bigint, words text, stems text) RETURNS tsvector
       LANGUAGE plpgsql IMMUTABLE COST 1000 AS $$ BEGIN RETURN array_to_tsvector(
       array_remove(string_to_array(translate(stems, E'\\n', ' '), ' '), '') ||
       array_remove(array_remove(string_to_array(replace(' ' || translate(words, E'\\n', ' '), ' ', ' ='), ' '), ''), '=')
       || ARRAY['#11.' || (id >> 11), '#14.' || (id >> 14), '#17.' || (id >> 17)]
       ); END $$""",
    """CREATE INDEX articles_search_tokens ON articles_searchdocument
       USING gin (articles_search_lexemes(id, words, stems)) WITH (fastupdate = off)""",
    # For LIKE with a beginning, whatever order of letters the database has.
    """CREATE INDEX search_term_beginning ON articles_searchterm
       (generation_id, language, term varchar_pattern_ops)""",
]
BACK = [
    "DROP INDEX search_term_beginning",
    "DROP INDEX articles_search_tokens",
    "DROP FUNCTION articles_search_lexemes",
    """CREATE FUNCTION articles_search_lexemes(words text, stems text) RETURNS tsvector
       LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_to_tsvector(
       array_remove(string_to_array(translate(stems, E'\\n', ' '), ' '), '') ||
       array_remove(array_remove(string_to_array(replace(' ' || translate(words, E'\\n', ' '), ' ', ' ='), ' '), ''), '=')
       ) $$""",
    """CREATE INDEX articles_search_tokens ON articles_searchdocument
       USING gin (articles_search_lexemes(words, stems)) WITH (fastupdate = off)""",
]


def _run(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_live_coverage")]
    operations = [migrations.RunPython(_run(FORWARD), _run(BACK))]
