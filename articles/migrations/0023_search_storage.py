from django.db import migrations

# A term's order is that of its letters' codes, as on SQLite, whatever order the database has: the index that keeps
# terms apart then also finds beginnings, and the second one, a tenth of the text, goes. Documents up to a page stay in
# their row: of those over two kilobytes the words lay in another table, and each candidate with them cost a look there.
FORWARD = [
    "DROP INDEX search_term_beginning",
    """ALTER TABLE articles_searchterm
       ALTER COLUMN term TYPE varchar(80) COLLATE "C", ALTER COLUMN stem TYPE varchar(80) COLLATE "C" """,
    "ALTER TABLE articles_searchdocument SET (toast_tuple_target = 8160)",
]
BACK = [
    "ALTER TABLE articles_searchdocument RESET (toast_tuple_target)",
    """ALTER TABLE articles_searchterm
       ALTER COLUMN term TYPE varchar(80) COLLATE "default", ALTER COLUMN stem TYPE varchar(80) COLLATE "default" """,
    """CREATE INDEX search_term_beginning ON articles_searchterm
       (generation_id, language, term varchar_pattern_ops)""",
]


def _run(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_distinct_tags")]
    operations = [migrations.RunPython(_run(FORWARD), _run(BACK))]
