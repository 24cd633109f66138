"""Settings follow the environment: each case is a process of its own, as in production."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "SITE_URL": "https://registre.example",
    "SECRET_KEY": "une-clef-de-test-longue-et-variée-0123456789-abcdefghij",
}
SHOW = (
    "import json, sys; from aes_site import settings; print(json.dumps([getattr(settings, n) for n in sys.argv[1:]]))"
)


def python(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "VAR"}}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True)


def values(*names, **environment):
    result = python("-c", SHOW, *names, **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_demonstration_on_this_machine_promises_no_tls():
    names = "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "DEBUG"

    assert values(*names) == [False, 0, False, False]


def test_site_announced_as_https_insists_on_it():
    names = "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS"

    assert values(*names, **PRODUCTION) == [True, 31_536_000, True, True, ["registre.example"]]


@pytest.mark.parametrize(
    ("chosen", "announced"),
    [
        ({}, "max-age=31536000; includeSubDomains; preload"),
        ({"HSTS": "subdomains"}, "max-age=31536000; includeSubDomains"),
        ({"HSTS": "host"}, "max-age=31536000"),
    ],
)
def test_operator_chooses_for_what_tls_is_promised(chosen, announced):
    ask = (
        "import django; django.setup(); from django.http import HttpResponse; from django.test import RequestFactory;"
        " from django.middleware.security import SecurityMiddleware as middleware;"
        " request = RequestFactory().get('/', secure=True);"
        " print(middleware(lambda request: HttpResponse())(request)['Strict-Transport-Security'])"
    )

    result = python("-c", ask, DJANGO_SETTINGS_MODULE="aes_site.settings", **PRODUCTION, **chosen)
    inspection = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, **chosen)

    assert result.stdout.strip() == announced, result.stderr
    assert inspection.returncode == 0, inspection.stderr


def test_unknown_promise_of_tls_is_refused():
    assert "write host, subdomains or preload" in python("-c", SHOW, HSTS="non").stderr


def test_https_without_a_key_is_refused():
    result = python("-c", SHOW, SITE_URL="https://registre.example")

    assert "SECRET_KEY must be set" in result.stderr


def test_unknown_site_is_refused():
    assert "write both, desk, public or edge" in python("-c", SHOW, SITE="all").stderr


@pytest.mark.parametrize("site", ["public", "edge"])
def test_process_for_readers_has_neither_desk_nor_accounts(site):
    apps, middleware, databases = values("INSTALLED_APPS", "MIDDLEWARE", "DATABASES", SITE=site)

    absent = {"accounts", "admin", "auth", "contenttypes", "sessions", "messages"}
    assert not absent & {name.removeprefix("django.contrib.") for name in apps}
    assert not [name for name in apps if "otp" in name]
    assert not [name for name in middleware if any(word in name for word in ("session", "auth", "csrf", "otp"))]
    assert databases["default"]["USER"] == "aes_reader"


@pytest.mark.parametrize("site", ["both", "desk", "public", "edge"])
def test_every_process_reads_known_parameters_only_and_each_middleware_stands_once(site):
    (middleware,) = values("MIDDLEWARE", SITE=site)

    assert middleware[1] == "aes_site.middleware.ParametersMiddleware"
    assert len(set(middleware)) == len(middleware)


@pytest.mark.parametrize("site", ["both", "desk", "public", "edge"])
def test_every_process_knows_the_addresses_of_readers(site):
    show = "import django; django.setup(); from django.urls import reverse; print(reverse('home'))"

    assert python("-c", show, SITE=site, DJANGO_SETTINGS_MODULE="aes_site.settings").stdout == "/fr/\n"


@pytest.mark.parametrize("site", ["both", "desk", "public", "edge"])
def test_production_passes_djangos_own_inspection(site):
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", SITE=site, **PRODUCTION)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        ({}, False),
        (PRODUCTION, True),
        (PRODUCTION | {"DEBUG": "1"}, False),
        (PRODUCTION | {"SECOND_FACTOR": "offered"}, False),
        ({"SECOND_FACTOR": "required"}, True),
    ],
)
def test_second_factor_is_required_of_public_sites_unless_settings_say_otherwise(environment, required):
    assert values("SECOND_FACTOR_REQUIRED", **environment) == [required]


def test_unknown_wish_for_a_second_factor_is_refused():
    assert "write required or offered" in python("-c", SHOW, SECOND_FACTOR="no").stderr


def test_mail_is_printed_unless_a_server_is_named():
    assert values("EMAIL_BACKEND", "DEFAULT_FROM_EMAIL", **PRODUCTION) == [
        "django.core.mail.backends.console.EmailBackend",
        "registre@registre.example",
    ]


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_odd_mail_server_is_refused(url):
    assert "EMAIL_URL: write" in python("-c", SHOW, EMAIL_URL=url).stderr
