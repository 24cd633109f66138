"""Schema live as readers see it, and what its role is refused."""

import psycopg
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.http import StreamingHttpResponse

from accounts.models import Session
from editions.models import ContentVersion
from institutions.models import Pillar
from publishing.live.connection import DESK_PATH, LIVE_PATH, LiveMiddleware, live_reading
from summits.models import Meeting
from tests import factories as make

pytestmark = pytest.mark.django_db

FORBIDDEN = [
    "SELECT * FROM auth_user",
    "SELECT * FROM public.auth_user",
    "SELECT * FROM public.django_session",
    "SELECT * FROM public.summits_meeting",
    "SELECT * FROM public.publishing_publication",
    "SELECT * FROM live_state.django_migrations",
    "INSERT INTO institutions_pillar (id, key, name) VALUES (gen_random_uuid(), 'x', 'x')",
    "UPDATE editions_contentversion SET number = 0",
    "DELETE FROM summits_meeting",
    "TRUNCATE live.summits_meeting",
    "DROP TABLE live.summits_meeting",
    "CREATE TABLE live.mine (a int)",
    "CREATE TABLE public.mine (a int)",
    "CREATE TEMPORARY TABLE mine (a int)",
    "SELECT nextval('live.editions_edition_id_seq')",
    "SELECT * FROM pg_authid",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "COPY live.summits_meeting TO '/tmp/copy'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SET ROLE postgres",
]


def role_and_path():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('search_path')")
        return cursor.fetchone()


@pytest.fixture
def desk():
    """Role and path of the desk, as they must be again."""
    found = role_and_path()
    assert found[0] != "aes_reader"
    assert found[1] == DESK_PATH
    return found


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_reader_is_refused(statement, desk):
    with pytest.raises(DatabaseError), live_reading(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert role_and_path() == desk


@pytest.mark.parametrize("model", [User, Session])
def test_reading_users_and_sessions_is_refused_by_postgresql(model):
    with pytest.raises(DatabaseError, match="does not exist"), live_reading():
        model.objects.count()


def test_writing_through_models_is_refused(desk):
    with pytest.raises(DatabaseError), live_reading():
        Pillar.objects.create(key="x")
    assert not Pillar.objects.exists()


def test_drafts_are_not_there_to_be_read():
    make.meeting()

    with live_reading():
        assert not Meeting.objects.exists()
    assert Meeting.objects.exists()


def test_role_and_path_come_back_after_success(desk):
    with live_reading():
        assert role_and_path() == ("aes_reader", LIVE_PATH)
    assert role_and_path() == desk


def test_role_and_path_come_back_after_an_error(desk):
    with pytest.raises(ZeroDivisionError), live_reading():
        raise ZeroDivisionError
    assert role_and_path() == desk


def test_role_and_path_come_back_after_an_error_of_the_database(desk):
    with pytest.raises(DatabaseError), live_reading():
        User.objects.count()
    assert role_and_path() == desk


def test_nested_reading_stays_the_readers(desk):
    with live_reading():
        with live_reading():
            assert role_and_path() == ("aes_reader", LIVE_PATH)
        assert role_and_path() == ("aes_reader", LIVE_PATH)
        with pytest.raises(DatabaseError), transaction.atomic():
            User.objects.count()
        assert role_and_path() == ("aes_reader", LIVE_PATH)
    assert role_and_path() == desk


def test_queryset_evaluated_after_the_block_reads_the_desk():
    """Why pages are rendered inside and may not stream."""
    make.meeting()

    with live_reading():
        meetings = Meeting.objects.all()

    assert len(meetings) == 1


@pytest.mark.django_db(transaction=True)
def test_outermost_reading_is_one_read_only_snapshot():
    with live_reading(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
        assert cursor.fetchone() == ("repeatable read", "on")


@pytest.mark.django_db(transaction=True)
def test_login_as_reader_cannot_leave_its_role():
    """In production public processes log in as the reader; an injected RESET ROLE then changes nothing."""
    meeting = make.meeting(name_fr="Brouillon")
    assert Meeting.objects.filter(pk=meeting.pk).exists()
    settings = connection.get_connection_params() | {"user": "aes_reader"}
    known = {name: settings[name] for name in ("dbname", "host", "port", "user") if name in settings}
    try:
        reader = psycopg.connect(**known)
    except psycopg.OperationalError:
        pytest.skip("this server does not let aes_reader log in without a password")
    with reader:
        for statement in [*FORBIDDEN, "RESET ROLE; SELECT * FROM public.auth_user"]:
            with pytest.raises(psycopg.Error):
                reader.execute(statement)
            reader.rollback()


# The middleware


def test_public_address_shows_live_rows_only(client):
    make.published(make.meeting(name_fr="Publiée"))
    make.meeting(name_fr="Brouillon")

    response = client.get("/fr/meeting-list/")

    assert response.content.decode() == "Publiée"
    assert response["X-Content-Version"] == "1"
    assert response.wsgi_request.content_version.changed_at == ContentVersion.objects.get().changed_at


def test_public_address_sets_no_cookie(client):
    assert not client.get("/fr/meeting-list/").cookies


def test_content_version_is_zero_before_anything_is_published(client):
    response = client.get("/fr/meeting-list/")

    assert response["X-Content-Version"] == "0"
    assert response.wsgi_request.content_version.changed_at is None


def test_desk_addresses_read_the_desk(client):
    make.meeting(name_fr="Brouillon")

    response = client.get("/admin/meetings/")

    assert response.content.decode() == "Brouillon"
    assert "X-Content-Version" not in response


def test_no_header_makes_a_public_address_read_the_desk(client):
    make.meeting(name_fr="Brouillon")

    response = client.get("/fr/meeting-list/", SCRIPT_NAME="/admin")

    assert response.wsgi_request.path == "/admin/fr/meeting-list/"
    assert response.content == b""


def test_streaming_from_live_is_refused(rf):
    middleware = LiveMiddleware(lambda request: StreamingHttpResponse(m.name_fr for m in Meeting.objects.all()))

    with pytest.raises(ImproperlyConfigured, match="/fr/sommets/ streams"):
        middleware(rf.get("/fr/sommets/"))


@pytest.mark.parametrize("path", ["/admin/export/", "/static/style.css"])
def test_desk_and_static_files_may_stream(rf, path):
    middleware = LiveMiddleware(lambda request: StreamingHttpResponse(["some"]))

    assert middleware(rf.get(path)).streaming
