"""Django's settings: one module, made from ``redaksi.toml`` and the environment.

A profile changes back ends, never behaviour. ``REDAKSI_DIR`` names the newspaper's folder.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from redaksi.config import databases, options, proxies, secretkey, theming, zones
from redaksi.lib import settingsfile
from redaksi.portal import outside

PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("REDAKSI_DIR", ".")).resolve()
TESTING = "pytest" in sys.modules

try:
    OPTIONS = settingsfile.load(options.DECLARED, FOLDER, os.environ, reserved=options.RESERVED)
    proxies.believed(OPTIONS)  # the edge believes them; a mistake is told before anything starts
    THEME = theming.told(OPTIONS, FOLDER)
    # Tags of others, each asked about before it is fetched.
    OUTSIDE_TAGS = outside.chosen(OPTIONS)
except ValueError as problems:
    raise ImproperlyConfigured(str(problems)) from problems

DATA = FOLDER / OPTIONS.path("paths.data")
# The edge's tag table, which every process that publishes moves; it outlives them all.
EDGE_FOLDER = DATA / "edge"
SECRET_KEY = OPTIONS.text("secret.key") or secretkey.kept_in(DATA)
DEBUG = False
HTTPS = OPTIONS.flag("server.https")
# Names are checked by redaksi.config.hosts, which knows the newspaper's own, too.
ALLOWED_HOSTS = ["*"]
HOSTS = [*OPTIONS.texts("server.hosts"), "localhost", "127.0.0.1", "[::1]", ".localhost"]
HOSTS += ["testserver"] if TESTING else []
ANSWERS_TO_NUMBERS = OPTIONS.text("server.host") not in ("127.0.0.1", "localhost", "::1")

INSTALLED_APPS = [
    "redaksi.press",
    "redaksi.sections",
    "redaksi.staff",
    "redaksi.partners",
    "redaksi.photos",
    "redaksi.stories",
    "redaksi.wire",
    "redaksi.adverts",
    "redaksi.editions",
    "redaksi.fronts",
    "redaksi.search",
    "redaksi.popular",
    "redaksi.archive",
    "redaksi.portal",
    "redaksi.syndication",
    "redaksi.desk",
    "redaksi.ops",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_filters",
    "axes",
    # The tables of second factors and of sessions; the first is there because they ask for it.
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # The words of its "2 hours ago", which Wagtail's screens use.
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "redaksi.config.hosts.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "redaksi.portal.middleware.ReaderMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "redaksi.desk.middleware.StaleWriteMiddleware",
    # The last: its page for who is locked out is in the newspaper's language.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "redaksi.config.urls"
WSGI_APPLICATION = "redaksi.config.wsgi.application"
APPEND_SLASH = False
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A newspaper's own templates win over ours, its theme's over those of the package.
        "DIRS": [FOLDER / "templates", FOLDER / theming.FOLDER / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": databases.from_url(OPTIONS.text("database.url"), DATA)}
if TESTING and DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A test's database need not survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "redaksi_staff.User"
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["django.contrib.auth.hashers.ScryptPasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "wagtailadmin_login"

# Failed log-ins are counted by name and address together: by one alone, a stranger could lock a
# name, or one bad typist the newsroom.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "redaksi.desk.lockout.place"
AXES_LOCKOUT_CALLABLE = "redaksi.desk.lockout.answer"
AXES_SENSITIVE_PARAMETERS = ["csrfmiddlewaretoken", "code", "credential"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

#: Who needs a second factor: nobody, whoever publishes, everybody (redaksi.desk.factors).
SECOND_FACTOR = OPTIONS.text("safety.second_factor")
MFA_ADAPTER = "redaksi.desk.factoradapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey signs in by itself, so it asks for the finger or the PIN.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A clock half a minute off is no reason to keep somebody out.
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = OPTIONS.text("newspaper.language")
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
# Ours, then what Wagtail's own Indonesian catalogue lacks.
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_wagtail"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = zones.known(OPTIONS.text("newspaper.zone"))

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [*theming.statics(FOLDER), PACKAGE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What was sent to the desk and no address leads to: the print desk's PDFs.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "private"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_PATH = "/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# A browser takes such a name from this host alone, over TLS and for the whole of it: no neighbour
# under the same domain can plant one (RFC 6265bis, 4.1.3.2). Plain http has no use for it.
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = OPTIONS.text("mail.from")
if OPTIONS.text("mail.url"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(databases.mail_from_url(OPTIONS.text("mail.url")))

# The look that the settings file gives (THEME, above): what the desk sets goes over it.
THEME_NAMEPLATE = OPTIONS.text("theme.nameplate")
THEME_SHEET = FOLDER / theming.FOLDER / theming.SHEET
THEME_FACES = theming.faces(FOLDER)

#: Whether a withdrawal needs one who asks and another who agrees.
WITHDRAWAL_BY_TWO = OPTIONS.flag("newsroom.withdrawal_by_two")
# Where the advertisements of a story and of a list stand.
ADVERTS_AFTER_PARAGRAPH = OPTIONS.number("adverts.after_paragraph")
ADVERTS_AFTER_CARD = OPTIONS.number("adverts.after_card")

MACHINES_AI = OPTIONS.text("machines.ai")
MACHINES_ADS = OPTIONS.texts("machines.ads")
MACHINES_SECURITY = OPTIONS.text("machines.security")

WAGTAIL_SITE_NAME = OPTIONS.text("newspaper.name")
WAGTAILADMIN_BASE_URL = ""
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# One zone for all: nobody types times in a zone of their own.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_DATE_FORMAT = WAGTAIL_SHORT_DATE_FORMAT = "%Y-%m-%d"
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M"
# With the two seconds in which an edit is noticed (keep.js): nothing typed is older than 5 s.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "redaksi.desk.richtext.TextArea"}}
WAGTAILIMAGES_IMAGE_MODEL = "redaksi_photos.Photo"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# What the picture process reads; redaksi.photos looks at the content, not at the name.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "tif", "tiff", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "redaksi.photos.forms.PhotoForm"
# Where crops are made after a save: a thread here, the clock elsewhere; tests do it themselves.
PHOTOS_CROP = "clock" if TESTING else "thread"
# Where the pages of an edition are drawn: a thread of the clock; tests do it at once.
EDITIONS_DRAW = "inline" if TESTING else "thread"
# Where partners are fetched: threads of the clock; tests do it at once.
PARTNERS_FETCH = "inline" if TESTING else "thread"
# Where wires are asked: the same.
WIRE_FETCH = "inline" if TESTING else "thread"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Stories are searched by an index of our own (docs/decisions); photos and people by the database.
# Where the index follows the log: a thread of the clock; in tests they follow it themselves.
SEARCH_FOLLOW = "itself" if TESTING else "thread"
# Which rails raised: the readers' side writes it, the desk and the doctor tell.
RAILS_FOLDER = DATA / "rails"
SEARCH_FOLDER = DATA / "search"
# Where the edge leaves what it counted, until the clock has taken it in.
READS_FOLDER = DATA / "reads"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
