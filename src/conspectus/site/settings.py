"""The settings of the site: the only file with them. Values come from the environment.

`CONSPECTUS_HOME` is the installation's directory; secrets may be given as `NAME_FILE` with the
path of a file that holds them. Everything else has a default that works on one machine.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.FileAwareEnv()
_PACKAGE = Path(__file__).resolve().parent

CONSPECTUS_HOME = Path(_env.str("CONSPECTUS_HOME", "conspectus-home")).resolve()


def _secret_key() -> str:
    """The key that `conspectus init` made, else one from the environment."""
    given = _env.str("CONSPECTUS_SECRET_KEY", "")
    kept = CONSPECTUS_HOME / "keys" / "secret-key"
    if given:
        return str(given)
    # Without a home there is nothing to sign for: `init` has not been run yet.
    return kept.read_text("ascii").strip() if kept.is_file() else os.urandom(32).hex()


def _address() -> str:
    """What the environment says, else where `serve` served last: other commands make links too."""
    kept = CONSPECTUS_HOME / "served-at"
    served = kept.read_text("ascii").strip() if kept.is_file() else "http://127.0.0.1:8000"
    return str(_env.str("CONSPECTUS_ADDRESS", served)).rstrip("/")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


SECRET_KEY = _secret_key()
DEBUG = False
PUBLIC_ADDRESS = _address()
_LOCAL = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = _env.list(
    "CONSPECTUS_HOSTS",
    default=list(dict.fromkeys([*_LOCAL, urlsplit(PUBLIC_ADDRESS).hostname or "localhost"])),
)
_SECURE = PUBLIC_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "rules",
    "django_tasks",
    "django_tasks_db",
    "conspectus.core",
    "conspectus.people",
    "conspectus.forums",
    "conspectus.contributions",
    "conspectus.discussion",
    "conspectus.consultations",
    "conspectus.synthesis",
    "conspectus.site.apps.SiteConfig",
]

MIDDLEWARE = [
    "conspectus.site.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "conspectus.site.middleware.OnlyUtf8",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "conspectus.site.urls"
WSGI_APPLICATION = "conspectus.site.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "conspectus.site.templating.environment",
            "context_processors": ["conspectus.site.templating.page_context"],
        },
    },
    {  # for pages of libraries that we have not written ourselves
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

_DATABASE = _env.db_url_config(
    _env.str("CONSPECTUS_DATABASE", "")
    or _env.str("DATABASE_URL", "")
    or f"sqlite:///{CONSPECTUS_HOME / 'conspectus.sqlite3'}"
)
if _DATABASE["ENGINE"].endswith("postgresql"):
    # As on SQLite, one transaction writes at a time, and who waits too long is told so.
    _DATABASE["ENGINE"] = "conspectus.core.postgresql"
    _DATABASE["CONN_HEALTH_CHECKS"] = True
    _DATABASE["OPTIONS"] = {"options": "-c lock_timeout=30s", **_DATABASE.get("OPTIONS", {})}
elif _DATABASE["ENGINE"].endswith("sqlite3"):
    _DATABASE["OPTIONS"] = {
        # Writers wait for each other instead of failing half-way (SQLite, "IMMEDIATE");
        # an acknowledged transaction survives the loss of power (synchronous=FULL).
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-8000; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
        ),
    }
DATABASES = {"default": {**_DATABASE, "CONN_MAX_AGE": None}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where those limits count. One process takes what is sent in on SQLite: its memory; several on
# PostgreSQL share a table. Both are bounded; keys are hidden, so no address is ever stored.
_COUNTS = {
    "KEY_FUNCTION": "conspectus.people.attempts.hidden_key",
    "OPTIONS": {"MAX_ENTRIES": 50_000, "CULL_FREQUENCY": 10},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", **_COUNTS}
    if _DATABASE["ENGINE"].endswith("sqlite3")
    else {
        "BACKEND": "conspectus.core.postgresql.counts.CountsCache",
        "LOCATION": "conspectus_counts",
        **_COUNTS,
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # a passkey is made in the same browser
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # the link that `createadmin` prints signs in
ACCOUNT_ADAPTER = "conspectus.people.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "conspectus.people.forms.passwords.SignInForm",
    "reauthenticate": "conspectus.people.forms.passwords.AgainForm",
    "set_password": "conspectus.people.forms.passwords.FirstPasswordForm",
    "change_password": "conspectus.people.forms.passwords.NewPasswordForm",
    "reset_password_from_key": "conspectus.people.forms.passwords.ForgottenPasswordForm",
}
ACCOUNT_USER_DISPLAY = "conspectus.people.accounts.shown_as"
# How often one may try: "ip" is a computer's address, "key" an e-mail address, "user" an account.
# Those of passwords count what was wrong (people.attempts, docs/decisions/0033).
ACCOUNT_RATE_LIMITS = {
    "password": "5/5m/key,50/d/key",  # one account, from browsers that do not know it
    "password_known": "10/h/key",  # one account, from one browser in which it has signed in
    "password_network": "30/10m/ip",  # one network, any accounts
    "password_beyond": "2/10m/key",  # beyond that: one network, one account
    "password_flood": "600/h/ip",  # one network: beyond that, by code or in a known browser
    "login": None,
    "login_failed": "5/5m/key",  # codes of a second factor
    "request_login_code": "600/h/ip,3/m/key",
    "reset_password": "600/h/ip,3/m/key",
    "reset_password_from_key": "60/m/ip",
    "signup": "600/h/ip",
    "confirm_email": "1/m/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    "personal_copy": "6/h/user",
    "copy_by_link": "6/h/key",
    "draft": "600/h/ip",  # contributions.views.by_secret
    "typed_address": "6/h/key",  # contributions.views.strangers
    "point_of_order": "10/10m/ip",  # consultations.views.queue
}
MFA_RATE_LIMITS = {"webauthn_login": "600/h/ip"}
MFA_ADAPTER = "conspectus.people.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks that differ by half a minute
# Of the secretariat and of rapporteurs, everywhere; a forum can ask for it by itself.
SECOND_FACTOR_DEMANDED = _env.bool("CONSPECTUS_SECOND_FACTOR", default=False)
MFA_FORMS = {
    "activate_totp": "conspectus.people.forms.factors.ActivateAppForm",
    "add_webauthn": "conspectus.people.forms.factors.AddPasskeyForm",
    "signup_webauthn": "conspectus.people.forms.factors.SignUpPasskeyForm",
    "edit_webauthn": "conspectus.people.forms.factors.RenamePasskeyForm",
}
# Accounts of another system (OpenID Connect). Who it says has an address, and has verified it, is
# who has the account with that address here.
OIDC_ID = "oidc"
OIDC_NAME = _env.str("CONSPECTUS_OIDC_NAME", "").strip()
_OIDC_ISSUER = _env.str("CONSPECTUS_OIDC_ISSUER", "").rstrip("/")
SOCIALACCOUNT_ADAPTER = "conspectus.people.accounts.ElsewhereAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": OIDC_ID,
                "name": OIDC_NAME,
                "client_id": _env.str("CONSPECTUS_OIDC_CLIENT_ID", ""),
                "secret": _env.str("CONSPECTUS_OIDC_SECRET", ""),
                "settings": {"server_url": _OIDC_ISSUER, "oauth_pkce_enabled": True},
            }
        ]
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = _env.int("CONSPECTUS_PROXIES", 0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Who hands out jobs: "procrastinate" where PostgreSQL holds them and several workers wait.
JOBS = _env.str("CONSPECTUS_JOBS", "").strip()
if JOBS not in {"", "procrastinate"} or (JOBS and not _DATABASE["ENGINE"].endswith("postgresql")):
    raise ImproperlyConfigured(
        f"CONSPECTUS_JOBS={JOBS}: say nothing, or procrastinate together with PostgreSQL."
    )
if JOBS:
    TASKS["default"]["BACKEND"] = "conspectus.core.procrastinating.ProcrastinateBackend"
    INSTALLED_APPS.append("procrastinate.contrib.django")
PROCRASTINATE_ON_APP_READY = "conspectus.core.procrastinating.register"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # else web processes would load modules named "tasks"
# Whether this group of processes has a worker that works: `serve --no-worker`.
HAS_WORKER = _env.bool("CONSPECTUS_WORKER", default=True)

# Where a rapporteur may ask for other wordings (the key: cli.chat_server); nobody is asked by
# default. http://host:port/v1, and after # the name of the model.
LANGUAGE_MODEL_URL = _env.str("CONSPECTUS_LLM_URL", "").strip()

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("zh", "中文"),
]
LOCALE_PATHS = [_PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS: list[str] = []

# Through a provider's interface instead of SMTP: "mailgun", "postmark" … (extra "anymail"); the
# key as CONSPECTUS_MAIL_KEY or CONSPECTUS_MAIL_KEY_FILE, what else it asks as JSON.
MAIL_PROVIDER = _env.str("CONSPECTUS_MAIL_PROVIDER", "").strip().lower()
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
ANYMAIL: dict[str, object] = {}
if MAIL_PROVIDER:
    _MAIL_KEYS = {
        "mandrill": "MANDRILL_API_KEY",
        "mailersend": "MAILERSEND_API_TOKEN",
        "postmark": "POSTMARK_SERVER_TOKEN",
    }
    _MAIL_KEY = _MAIL_KEYS.get(MAIL_PROVIDER, f"{MAIL_PROVIDER.upper()}_API_KEY")
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
    ANYMAIL = {
        _MAIL_KEY: _env.str("CONSPECTUS_MAIL_KEY", ""),
        **_env.json("CONSPECTUS_MAIL_OPTIONS", default={}),
    }
# Without a server every mail stays in the outbox, where the secretariat reads it.
EMAIL_HOST = _env.str("CONSPECTUS_SMTP_HOST", "")
EMAIL_PORT = _env.int("CONSPECTUS_SMTP_PORT", 25)
EMAIL_HOST_USER = _env.str("CONSPECTUS_SMTP_USER", "")
EMAIL_HOST_PASSWORD = _env.str("CONSPECTUS_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _env.bool("CONSPECTUS_SMTP_STARTTLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _env.str("CONSPECTUS_MAIL_FROM", "conspectus@localhost")
# Contributions by e-mail (docs/guides/mail.md): the domain of the calls' addresses, "" where there
# are none; whose Authentication-Results are believed (RFC 8601), "" for nobody's.
MAIL_DOMAIN = _env.str("CONSPECTUS_MAIL_DOMAIN", "").strip().lower()
MAIL_TRUSTS = _env.str("CONSPECTUS_MAIL_TRUSTS", "").strip().lower()

# How many days things are kept (core.retention, docs/privacy.md).
KEPT_DAYS = {
    "mail": _env.int("CONSPECTUS_KEEP_MAIL", 365),
    "mail words": _env.int("CONSPECTUS_KEEP_MAIL_WORDS", 90),
    "unconfirmed accounts": _env.int("CONSPECTUS_KEEP_UNCONFIRMED", 30),
    "unconfirmed comments": _env.int("CONSPECTUS_KEEP_UNCONFIRMED", 30),
    "ended tokens": _env.int("CONSPECTUS_KEEP_ENDED_TOKENS", 90),
    "notes": _env.int("CONSPECTUS_KEEP_NOTES", 365),
}
# Between asking to be erased and the erasure; until then it can be taken back.
ERASURE_DAYS = _env.int("CONSPECTUS_ERASURE_DAYS", 14)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "conspectus.site.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
CSRF_FAILURE_VIEW = "conspectus.site.views.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        # A form that leads to the provider is held against this all the way.
        "form-action": ["'self'", *([_origin(_OIDC_ISSUER)] if _OIDC_ISSUER else [])],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

# Where files of contributors lie: below the home, or s3://BUCKET/PREFIX (core.file_store).
FILES = _env.str("CONSPECTUS_FILES", "").strip()
FILES_ENDPOINT = _env.str("CONSPECTUS_FILES_ENDPOINT", "")
FILES_REGION = _env.str("CONSPECTUS_FILES_REGION", "")
FILES_KEY = _env.str("CONSPECTUS_FILES_KEY", "")
FILES_SECRET = _env.str("CONSPECTUS_FILES_SECRET", "")

# Who may read /metrics; without a token only this machine.
METRICS_TOKEN = _env.str("CONSPECTUS_METRICS_TOKEN", "").strip()
# Whom to tell of a weakness (RFC 9116): mailto:… or https:…, with commas.
SECURITY_CONTACT = _env.list("CONSPECTUS_SECURITY_CONTACT", default=[])

LOGGING_CONFIG = None
