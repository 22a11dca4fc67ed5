"""Documents from outside become stories: one module a format, each with `parse`, and one writer, `story.store`."""

from articles.importers import text

FORMATS = {"text": text.parse}
