"""What browsers are told on every answer."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, override_settings

from aes_site.middleware import HeadMiddleware, SecurityHeadersMiddleware, policy_text


def answer(rf, path="/", status=200, headers=None):
    view = SecurityHeadersMiddleware(lambda request: HttpResponse(status=status, headers=headers))
    return view(rf.get(path)).headers


def test_readers_pages_load_nothing_from_elsewhere_and_run_no_script(rf):
    assert answer(rf)["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_admin_runs_its_own_scripts_and_no_others(rf):
    policy = answer(rf, "/admin/")["Content-Security-Policy"]

    assert policy == f"{answer(rf)['Content-Security-Policy']}; script-src 'self'"


def test_no_policy_allows_unsafe_sources(settings):
    assert "unsafe" not in policy_text(settings.SECURE_CSP) + policy_text(settings.SECURE_CSP_ADMIN)


def test_view_may_set_its_own_headers(rf):
    own = {"Content-Security-Policy": "default-src 'none'", "Cross-Origin-Resource-Policy": "cross-origin"}

    assert own.items() <= answer(rf, headers=own).items()


@pytest.mark.parametrize("status", [404, 500])
def test_error_pages_of_debug_keep_their_inline_style(rf, status):
    with override_settings(DEBUG=True):
        assert "Content-Security-Policy" not in answer(rf, status=status)
    assert "Content-Security-Policy" in answer(rf, status=status)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/fr/", "/nulle-part", "/nulle-part.php", "/fr/sommets/aucun/", "/admin/"])
def test_every_answer_of_the_site_has_the_headers(client, path):
    headers = client.get(path).headers

    assert {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }.items() <= headers.items()
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Permissions-Policy"].startswith("camera=()")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["*", "//sommets/", "fr"])
def test_an_odd_path_is_not_found(client, path):
    assert client.get("/", PATH_INFO=path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/", "/fr/", "/fr/recherche/", "/r/AES-R-2025-001", "/nulle-part"])
def test_nothing_is_sent_to_public_pages(path, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert not answer.cookies


@pytest.mark.parametrize("response", [HttpResponse(b"a page"), StreamingHttpResponse([b"a", b"page"])])
def test_head_is_answered_without_a_body(rf, response):
    answered = HeadMiddleware(lambda request: response)(rf.head("/"))

    assert b"".join(answered) == b""


def test_head_says_the_length_of_the_page(rf):
    answered = HeadMiddleware(lambda request: HttpResponse(b"a page"))(rf.head("/"))

    assert answered.headers["Content-Length"] == "6"


def test_get_keeps_its_body(rf):
    assert HeadMiddleware(lambda request: HttpResponse(b"a page"))(rf.get("/")).content == b"a page"


@pytest.mark.django_db
def test_forms_of_the_desk_are_still_taken_with_their_token_only():
    assert Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"}).status_code == 403
