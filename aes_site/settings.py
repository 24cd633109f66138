"""Settings of the register. Whatever an operator may choose comes from the environment, read here at the
top and explained in `docs/operating.md`; without any variable set, this is a private demonstration on
127.0.0.1 with a database of its own."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from aes_site.embedded.cluster import DATABASE, OWNER, READER, Cluster
from aes_site.environment import database_of, email_of, secret_key_of_checkout
from aes_site.localization.languages import LANGUAGES, PUBLIC_LANGUAGES, register_extra_languages

BASE_DIR = Path(__file__).resolve().parent.parent

# The environment

SITE = os.environ.get("SITE", "both")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
DEBUG = os.environ.get("DEBUG", "") == "1"
DATABASE_URL = os.environ.get("DATABASE_URL", "")
VAR = Path(os.environ.get("VAR", BASE_DIR / "var"))
LOG_LEVEL = os.environ.get("LOG_LEVEL", "INFO")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
PROXY_HEADER = os.environ.get("PROXY_HEADER", "")
SILENT_DAYS = int(os.environ.get("SILENT_DAYS", "180"))
PACK_MINUTES = float(os.environ.get("PACK_MINUTES", "15"))
FRONT_CACHE_MB = 0 if DEBUG else int(os.environ.get("FRONT_CACHE_MB", "64"))
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "")
PUBLISHER = os.environ.get("PUBLISHER", "")
HOSTED_BY = os.environ.get("HOSTED_BY", "")
EMAIL_URL = os.environ.get("EMAIL_URL", "")
EMAIL_FROM = os.environ.get("EMAIL_FROM", "")
CLIENT_ADDRESS_HEADER = os.environ.get("CLIENT_ADDRESS_HEADER", "")
SECOND_FACTOR = os.environ.get("SECOND_FACTOR", "")
SESSION_IDLE_HOURS = os.environ.get("SESSION_IDLE_HOURS", "4")
SESSION_LONGEST_HOURS = os.environ.get("SESSION_LONGEST_HOURS", "24")
EXTRA_HOSTS = os.environ.get("ALLOWED_HOSTS", "").split()
UPLOAD_MAX_MB = int(os.environ.get("UPLOAD_MAX_MB", "25"))
SENDFILE = os.environ.get("SENDFILE", "")
HSTS = os.environ.get("HSTS", "preload")
BACKUP_TARGETS = dict(pair.split("=", 1) for pair in os.environ.get("BACKUP_TARGETS", "").split())
BACKUP_RECIPIENTS = os.environ.get("BACKUP_RECIPIENTS", "").split()
PG_PROGRAMS = os.environ.get("PG_PROGRAMS", "")

# Which site this process is (docs/operating.md, “Processes”)

HAS_DESK = SITE in {"both", "desk"}
if SITE not in {"both", "desk", "public", "edge"}:
    raise ImproperlyConfigured(f"SITE is “{SITE}”: write both, desk, public or edge")

DESK_APPS = [
    "desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "accounts",  # after those, whose admins it takes away; its table is that of sessions
    "django_prose_editor",
]
INSTALLED_APPS = [
    "modeltranslation",  # before admin
    *(DESK_APPS if HAS_DESK else []),
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "archive",
    "sources",
    "institutions",
    "summits",
    "readers",
    "aes_site",
    "publishing",
    "editions",
]

# Publishing: which apps have tables in schema live (docs/decisions/0002-desk-and-live.md)

LIVE_APPS = {"sources", "institutions", "summits", "aes_site"}
LIVE_ONLY_APPS = {"editions"}

PUBLICATION_MARK = VAR / "publication-mark"  # each publication changes it: docs/decisions/0025-front-cache.md
WITHDRAWN_FEED_DAYS = 30  # the feed of a withdrawn record says so for so long, then it is gone (410)

DESK_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.sessions.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
MIDDLEWARE = [
    "aes_site.middleware.HeadMiddleware",
    "aes_site.middleware.ParametersMiddleware",
    "aes_site.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "aes_site.middleware.LanguageMiddleware",
    "aes_site.middleware.UploadLimitMiddleware",
    "aes_site.middleware.ReadersOnlyReadMiddleware",
    "django.middleware.common.CommonMiddleware",
    *(DESK_MIDDLEWARE if HAS_DESK else []),
    "publishing.live.connection.LiveMiddleware",  # innermost: what it wraps reads schema live
]

ROOT_URLCONF = "aes_site.urls"
WSGI_APPLICATION = "aes_site.wsgi.application"

DESK_CONTEXT = [
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "aes_site.context.site",
                *(DESK_CONTEXT if HAS_DESK else []),
            ],
        },
    }
]

# Database: the one of DATABASE_URL, else the checkout's own


def database_of_cluster(cluster: Cluster) -> dict:
    """The same for an embedded server, as the owner's role where there is a desk, else as the reader's."""
    user = OWNER if HAS_DESK else READER
    return {
        "ENGINE": "aes_site.embedded",
        "NAME": DATABASE,
        "USER": user,
        "HOST": str(cluster.socket_directory),
    }


EMBEDDED_CLUSTER = None if DATABASE_URL else Cluster(VAR / "postgres")
DATABASES = {
    "default": {
        **(database_of_cluster(EMBEDDED_CLUSTER) if EMBEDDED_CLUSTER else database_of(DATABASE_URL)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # a pooler in transaction mode has none
    }
}
DATABASE_ROUTERS = ["publishing.live.connection.LiveRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Languages

register_extra_languages()
LANGUAGE_CODE = "fr"
LANGUAGES = LANGUAGES
PUBLIC_LANGUAGES = PUBLIC_LANGUAGES
TARGET_LANGUAGES = [language for language, _name in LANGUAGES if language != LANGUAGE_CODE]  # of translators
TRANSLATED_LANGUAGES = [language for language in PUBLIC_LANGUAGES if language != LANGUAGE_CODE]
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("fr",)}
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["aes_site.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Security. What depends on TLS follows the scheme of SITE_URL: a site announced as https never speaks
# plain HTTP, and a demonstration on 127.0.0.1 does not promise browsers what it cannot keep.


HTTPS = SITE_URL.startswith("https://")
HOST = urlsplit(SITE_URL).hostname
if HSTS not in {"host", "subdomains", "preload"}:
    raise ImproperlyConfigured(f"HSTS is “{HSTS}”: write host, subdomains or preload")
if not SECRET_KEY:
    if HTTPS:
        raise ImproperlyConfigured("SECRET_KEY must be set for a site served over https")
    SECRET_KEY = secret_key_of_checkout(VAR / "secret_key")

ALLOWED_HOSTS = [HOST, *EXTRA_HOSTS] if HTTPS else [HOST, "127.0.0.1", "localhost", "[::1]", *EXTRA_HOSTS]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_PROXY_SSL_HEADER = (PROXY_HEADER, "https") if PROXY_HEADER else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and HSTS in {"subdomains", "preload"}
SECURE_HSTS_PRELOAD = HTTPS and HSTS == "preload"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "desk.forms.session_recovery.csrf_failure" if HAS_DESK else "django.views.csrf.csrf_failure"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
WRITABLE_PATHS = ("/admin/", "/apercu/") if HAS_DESK else ()  # anywhere else there is nothing but reading
LANGUAGE_COOKIE_PATH = "/admin/"  # readers' language is in the address; editors choose theirs
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_SAMESITE = HTTPS, "Strict"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000  # a file to import travels in the form that confirms it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a form of three hundred parts; a list action on a whole type
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    *([] if HAS_DESK else ["security.W003"]),  # nothing is posted where there is no desk
    *([] if HSTS == "preload" else ["security.W005", "security.W021"]),  # the operator chose so
]

# Named as in Django 6, whose middleware will replace ours (docs/decisions/0006-content-security-policy.md).
SECURE_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_CSP_ADMIN = SECURE_CSP | {"script-src": ["'self'"]}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "accounts.sessions.ClosesSessions"}]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "/admin/login/"
AUTHENTICATION_BACKENDS = ["accounts.backends.DeskBackend"] if HAS_DESK else []

# Sessions end when nothing happens for a while, and once they are old; the browser forgets them when it closes.
SESSION_ENGINE = "accounts.sessions"
SESSION_IDLE = timedelta(hours=float(SESSION_IDLE_HOURS))
SESSION_LONGEST = timedelta(hours=float(SESSION_LONGEST_HOURS))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Who can do much harm needs more than a password (docs/decisions/0018-accounts.md)
if SECOND_FACTOR not in {"", "required", "offered"}:
    raise ImproperlyConfigured(f"SECOND_FACTOR is “{SECOND_FACTOR}”: write required or offered")
SECOND_FACTOR_REQUIRED = SECOND_FACTOR == "required" or (not SECOND_FACTOR and HTTPS and not DEBUG)
OTP_TOTP_ISSUER = HOST

# Mail


EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_FROM or f"registre@{HOST}"
globals().update(email_of(EMAIL_URL) if EMAIL_URL else {})

# Files: static ones are hashed and immutable, those of the register lie in one private store

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "aes_site.assets.style_sheet.StyleSheetFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]  # to disk, whatever the size
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o644, 0o755  # of static files: other accounts serve them
FILES_INTERNAL = "/_fichiers/"  # where a proxy that sends files itself finds the store (X-Accel-Redirect)
if SENDFILE not in {"", "X-Accel-Redirect", "X-Sendfile"}:
    raise ImproperlyConfigured(f"SENDFILE is “{SENDFILE}”: write X-Accel-Redirect, X-Sendfile or nothing")
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no other; each would be compressed twice
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# Logging: one line an event, on the console; the service manager keeps it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"clients_faults": {"()": "aes_site.logging.ClientsFaults"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["clients_faults"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL, "propagate": True}},
}

TEST_RUNNER = None  # tests run under pytest
