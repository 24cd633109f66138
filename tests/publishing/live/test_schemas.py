"""The two schemas are the same where they must be, and migrations keep them so."""

from importlib import import_module
from io import StringIO
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState

from editions.models import ContentVersion
from publishing.live.connection import LiveRouter, live_schema, prepare_database
from publishing.live.schemas import STEMMERS, search_configuration
from publishing.registry import tables_by_model
from summits.models import Meeting
from tests import factories as make
from tests.every import every

COLUMNS = """
SELECT table_name, column_name, data_type, udt_name, character_maximum_length, is_nullable, column_default IS NULL,
    is_identity, is_generated, generation_expression
FROM information_schema.columns WHERE table_schema = %s AND table_name = ANY(%s) ORDER BY 1, 2
"""
CONSTRAINTS = """
SELECT relname, conname, replace(pg_get_constraintdef(pg_constraint.oid), 'live.', '')
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE connamespace = %s::regnamespace AND relname = ANY(%s) ORDER BY 1, 2
"""
LIVE_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'live' AND last_value IS NOT NULL"


def rows(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


@pytest.mark.django_db
def test_published_tables_have_the_same_columns_in_both_schemas():
    names = [model._meta.db_table for model in tables_by_model()]

    on_desk, in_live = rows(COLUMNS, "public", names), rows(COLUMNS, "live", names)

    assert on_desk == in_live
    assert {row[0] for row in in_live} == set(names)


@pytest.mark.django_db
def test_published_tables_have_the_same_constraints_in_both_schemas():
    names = [model._meta.db_table for model in tables_by_model()]

    on_desk, in_live = rows(CONSTRAINTS, "public", names), rows(CONSTRAINTS, "live", names)

    assert on_desk == in_live
    assert ("institutions_mandate", "mandate_no_overlap") in {row[:2] for row in in_live}


@pytest.mark.django_db
def test_live_tables_exist_only_where_they_belong():
    tables = {f"{schema}.{name}" for schema, name in rows("SELECT schemaname, tablename FROM pg_tables")}

    assert "live.editions_change" in tables
    assert "public.editions_change" not in tables
    assert "public.auth_user" in tables
    assert "live.auth_user" not in tables
    assert "live.publishing_publication" not in tables
    assert "live.django_migrations" not in tables


@pytest.mark.django_db
def test_only_links_and_editions_count_with_sequences_of_live():
    make.published(make.decision_step().decision)

    links = {f"{model._meta.db_table}_id_seq" for model in tables_by_model() if model._meta.auto_created}
    used = {name for (name,) in rows(LIVE_SEQUENCES)}
    assert {name for name in used - links if not name.startswith("editions_")} == set()


@pytest.mark.django_db(transaction=True)
def test_preparing_again_changes_nothing():
    prepare_database()
    prepare_database()

    assert rows("SHOW search_path") == [("public, live, extensions",)]


@pytest.mark.django_db(transaction=True)
def test_migrating_again_has_nothing_to_do():
    output = StringIO()

    call_command("migrate", verbosity=1, stdout=output)

    assert "Applying" not in output.getvalue()
    assert rows("SELECT current_schema()") == [("public",)]


@pytest.mark.django_db(transaction=True)
def test_migration_goes_backwards_and_forwards_in_both_schemas():
    call_command("migrate", "summits", "zero", verbosity=0)
    found = rows("SELECT schemaname FROM pg_tables WHERE tablename = 'summits_meeting'")
    call_command("migrate", verbosity=0)

    assert found == []
    assert sorted(rows("SELECT schemaname FROM pg_tables WHERE tablename = 'summits_meeting'")) == [
        ("live",),
        ("public",),
    ]


@pytest.mark.django_db(transaction=True)
def test_live_schema_gives_the_desk_back_after_an_error():
    with pytest.raises(ProgrammingError), live_schema():
        rows("SELECT current_schema(), no_such_function()")

    assert rows("SELECT current_schema()") == [("public",)]
    assert LiveRouter().allow_migrate("default", "auth")


@pytest.mark.django_db(transaction=True)
def test_flush_empties_both_schemas():
    make.published(make.meeting())

    call_command("flush", verbosity=0, interactive=False)

    assert not Meeting.objects.exists()
    assert not ContentVersion.objects.exists()
    assert rows("SELECT count(*) FROM live.summits_meeting") == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_flush_asks_first(monkeypatch):
    make.published(make.meeting())
    monkeypatch.setattr("builtins.input", lambda question: "no")

    call_command("flush", verbosity=0, stdout=StringIO())

    assert Meeting.objects.exists()
    assert rows("SELECT count(*) FROM live.summits_meeting") == [(1,)]


def test_models_and_migrations_agree(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# Data migrations


def undeclared(operations):
    """Operations on rows that do not say whether they run in live."""
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from undeclared([*operation.database_operations])
        elif isinstance(operation, RunPython | RunSQL) and "live" not in operation.hints:
            yield operation


def migrations_of(app_label):
    package = import_module(f"{apps.get_app_config(app_label).name}.migrations")
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}").Migration


@pytest.mark.parametrize("app_label", sorted(settings.LIVE_APPS | settings.LIVE_ONLY_APPS))
def test_data_migrations_of_live_apps_say_whether_they_run_in_live(app_label):
    for migration in every(migrations_of(app_label)):
        assert list(undeclared(migration.operations)) == [], migration


def test_data_migration_that_does_not_say_is_found():
    silent = RunPython(RunPython.noop)
    declared = RunPython(RunPython.noop, hints={"live": False})

    assert list(undeclared([declared, SeparateDatabaseAndState([silent]), silent])) == [silent, silent]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("hints", "site", "runs"),
    [
        ({"live": True}, "both", True),
        ({"live": False}, "both", False),
        ({}, "both", False),
        ({"live": True}, "edge", False),
    ],
)
def test_router_reads_the_hint_of_a_data_migration(settings, hints, site, runs):
    settings.SITE = site
    router = LiveRouter()

    assert router.allow_migrate("default", "summits", None, **hints)
    with live_schema():
        assert router.allow_migrate("default", "summits", None, **hints) is runs
        assert router.allow_migrate("default", "summits", "meeting")
        assert not router.allow_migrate("default", "auth", "user")


@pytest.mark.django_db
def test_each_language_is_searched_by_a_configuration_that_is_there():
    known = {
        f"{schema}.{name}"
        for schema, name in rows(
            "SELECT nspname, cfgname FROM pg_ts_config JOIN pg_namespace n ON n.oid = cfgnamespace"
        )
    }

    assert {search_configuration(language) for language in (*STEMMERS, "bm")} <= known
    assert search_configuration("fr") != search_configuration("bm") == "extensions.words"
