"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.stack import in_one_piece

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django_application = get_wsgi_application()

from articles.caching.front import stored_first  # noqa: E402 - models can be imported only now

application = stored_first(in_one_piece(django_application))
