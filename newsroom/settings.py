"""All settings, each from the environment; without any set they are those of production.

``docs/operations.md`` lists the variables.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from newsroom import environment as env
from newsroom.names import in_its_language

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.read("VAR_DIR", Path, default=str(BASE_DIR / "var"))

DEBUG = env.read("DEBUG", env.switch, default="off")
SECRET_KEY = env.read("SECRET_KEY", env.secret)
ALLOWED_HOSTS = env.read("ALLOWED_HOSTS", env.listed, default="127.0.0.1,localhost,[::1]" if DEBUG else None)
CSRF_TRUSTED_ORIGINS = env.read("CSRF_TRUSTED_ORIGINS", env.listed, default="")
HTTPS = env.read("HTTPS", env.switch, default="off" if DEBUG else "on")
BEHIND_PROXY = env.read("BEHIND_PROXY", env.switch, default="off")

SITE_NAME = env.read("SITE_NAME", str, default="غرفة الأخبار")
SITE_URL = env.read("SITE_URL", str, default="http://127.0.0.1:8000").rstrip("/")
MONTH_NAMES = env.read("MONTH_NAMES", env.one_of("gregorian", "levantine", "maghrebi", "both"), default="gregorian")
ARABIC_DIGITS = env.read("ARABIC_DIGITS", env.one_of("latn", "arab"), default="latn")
PERSIAN_DIGITS = env.read("PERSIAN_DIGITS", env.one_of("latn", "arabext"), default="arabext")
FEED_CONTENT = env.read("FEED_CONTENT", env.one_of("summary", "full"), default="summary")
CORRECTIONS_PLACE = env.read("CORRECTIONS_PLACE", env.one_of("top", "foot"), default="foot")
WEBSUB_HUB = env.read("WEBSUB_HUB", env.web_address, default="")
INDEXNOW_KEY = env.read("INDEXNOW_KEY", env.indexnow_key, default="")
INDEXNOW_ENDPOINT = env.read("INDEXNOW_ENDPOINT", env.web_address, default="https://api.indexnow.org/indexnow")
PAGE_CACHE = env.read("PAGE_CACHE", env.switch, default="off" if DEBUG else "on")
RENDER_IN_BACKGROUND = env.read("RENDER_IN_BACKGROUND", env.switch, default="on")
PICTURES_APART = env.read("PICTURES_APART", env.switch, default="on")
SERVE_MEDIA = env.read("SERVE_MEDIA", env.switch, default="on" if DEBUG else "off")

INSTALLED_APPS = [
    "modeltranslation",
    "newsroom.accounts",
    "articles",
    "newsroom.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_prose_editor",
    "js_asset",
    "csp",
]

MIDDLEWARE = [
    "articles.middleware.reader_pages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "articles.middleware.refuse_large_bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.middleware.remember_origin",
    "articles.middleware.interface_language",
    "articles.middleware.redirect_moved_paths",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
ASGI_APPLICATION = "newsroom.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.read("DATABASE_URL", env.database, default=f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "articles.forms.drawing.Drawing"
CACHES = {"default": env.read("CACHE_URL", env.cache, default="locmemcache://")}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "articles.views.errors.csrf_failure"

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English")), ("uk", _("Ukrainian")), ("fa", _("Persian"))]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = env.read("TIME_ZONE", env.time_zone, default="Asia/Beirut")
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Names of sections, authors and tags fall back to Arabic, then English; what readers see of an article does not
# (articles/translation.py switches the fallback off there).
MODELTRANSLATION_DEFAULT_LANGUAGE = "ar"
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = in_its_language
MODELTRANSLATION_FALLBACK_LANGUAGES = ("ar", "en", "uk", "fa")

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Fonts are subset from their packages into this folder by `manage.py build_fonts`.
BUILT_DIR = VAR_DIR / "built"
BUILT_DIR.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "newsroom" / "static", BUILT_DIR]
MEDIA_URL = env.read("MEDIA_URL", env.media_url, default="/media/")
MEDIA_ROOT = env.read("MEDIA_ROOT", Path, default=str(VAR_DIR / "media"))
FILE_UPLOAD_PERMISSIONS = 0o644
# A picture of any size that is taken stays in memory until it is drawn anew; many at once go through the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
MOST_BODY = 128 * 1024 * 1024
STORAGES = {
    "default": env.media_storage(env.read("S3_BUCKET", str, default=""), MEDIA_URL),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

EMAIL_CONFIG = env.read("EMAIL_URL", env.email, default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.read("DEFAULT_FROM_EMAIL", str, default="newsroom@localhost")
DESK_MAIL = env.read("DESK_MAIL", env.switch, default="off")

# Whether readers see what the engine chose where people have tied too little.
RELATED_AUTOFILL = env.read("RELATED_AUTOFILL", env.switch, default="off")

AUDIT_KEEP_DAYS = env.read("AUDIT_KEEP_DAYS", env.days, default="365")
# What stops a story from being published; the rest only warns.
PREPUBLISH_CODES = (
    *("missing_alt", "missing_credit", "rights_ended", "long_headline", "no_standfirst", "dead_link", "draft_link"),
    *("related_not_public", "near_duplicate", "out_of_date"),
)
PREPUBLISH_ERRORS = env.read("PREPUBLISH_ERRORS", env.some_of(*PREPUBLISH_CODES), default="rights_ended,dead_link")
# A function from a story to the published stories that it very much resembles, by its dotted name.
NEAR_DUPLICATES = env.read("NEAR_DUPLICATES", str, default="articles.related.duplicates.near_duplicates")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *env.origin(MEDIA_URL)],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.read("LOG_LEVEL", str.upper, default="INFO")},
}
