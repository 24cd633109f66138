"""The dates of the register: what is accepted, how it is stored, what the form takes."""

import datetime
import pickle

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.state import ModelState, StateApps
from django.test.utils import isolate_apps

from sources.dates import PartialDate, PartialDateError, PartialDateField


def day(text):
    return datetime.date.fromisoformat(text)


def date_of(text):
    return PartialDate.parse(text)


# The value


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2025-12-23", "day", "2025-12-23", "2025-12-23"),
        ("2025-07", "month", "2025-07-01", "2025-07-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2025-02", "month", "2025-02-01", "2025-02-28"),
        ("2024", "year", "2024-01-01", "2024-12-31"),
        ("9999", "year", "9999-01-01", "9999-12-31"),
        ("2025-11-26/2025-12-22", "interval", "2025-11-26", "2025-12-22"),
        ("2025-11/2025-12", "interval", "2025-11-01", "2025-12-31"),
        ("2024/2025-03", "interval", "2024-01-01", "2025-03-31"),
        ("2025-06/2025-06-20", "interval", "2025-06-01", "2025-06-20"),
    ],
)
def test_parse_knows_the_days_covered(text, precision, first, last):
    date = PartialDate.parse(text)

    assert (str(date), date.precision, date.first, date.last) == (text, precision, day(first), day(last))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "syntax"),
        ("2025-1-1", "syntax"),
        ("2025-12-23T10:00", "syntax"),
        ("25-12-23", "syntax"),
        ("23/12/2025", "syntax"),
        ("2025-12~", "syntax"),
        ("2025/", "syntax"),
        ("2024/2025/2026", "syntax"),
        (" 2025", "syntax"),
        ("2025\n", "syntax"),
        ("٢٠٢٥", "syntax"),
        ("2025-02-29", "impossible"),
        ("2025-13", "impossible"),
        ("2025-00", "impossible"),
        ("0000", "impossible"),
        ("2025-01/2025-02-30", "impossible"),
        ("2025-12-22/2025-11-26", "order"),
        ("2025/2024", "order"),
        ("2025-12/2025-11", "order"),
    ],
)
def test_parse_refuses(text, code):
    with pytest.raises(PartialDateError) as caught:
        PartialDate.parse(text)

    assert caught.value.code == code
    assert isinstance(caught.value, ValueError)


def test_messages_name_what_was_typed():
    assert PartialDateError("order", "2025/2024").messages == [
        "L’intervalle «\N{NO-BREAK SPACE}2025/2024\N{NO-BREAK SPACE}» finit avant de commencer."
    ]


def test_interval_between_equal_ends_is_one_date():
    assert date_of("2025-12-23/2025-12-23") == date_of("2025-12-23")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        ("2025-07", date_of("2025-07")),
        (2024, date_of("2024")),
        (datetime.date(2025, 7, 3), date_of("2025-07-03")),
        (date_of("2025-07"), date_of("2025-07")),
    ],
)
def test_of_takes_what_means_a_date(value, expected):
    assert PartialDate.of(value) == expected


def test_of_refuses_a_time():
    with pytest.raises(PartialDateError):
        PartialDate.of(datetime.datetime(2025, 12, 23, tzinfo=datetime.UTC))


def test_dates_sort_by_end_then_start():
    in_order = ["2024", "2025-11-26", "2025", "2025-12", "2025-12-22/2025-12-31", "2026-01-01"]

    assert [date.text for date in sorted(map(date_of, reversed(in_order)))] == in_order


def test_date_is_a_value():
    date = date_of("2025-07")

    assert {date, date_of("2025-07"), date_of("2025-07-01/2025-07-31")} == {
        date,
        date_of("2025-07-01/2025-07-31"),
    }
    assert pickle.loads(pickle.dumps(date)) == date
    with pytest.raises(AttributeError):
        date.text = "2026"


@pytest.mark.parametrize(
    ("text", "ends", "attribute"),
    [
        ("2025-12-23", ["2025-12-23"], "2025-12-23"),
        ("2025-07", ["2025-07"], "2025-07"),
        ("2024", ["2024"], "2024"),
        ("2024/2025-03", ["2024", "2025-03"], None),
    ],
)
def test_ends_and_datetime_attribute(text, ends, attribute):
    date = date_of(text)

    assert ([end.text for end in date.ends], date.datetime_attribute) == (ends, attribute)


# The column


@pytest.fixture
def step_model(db):
    """A concrete model that inherits an optional date and has a required one, with its table."""
    with isolate_apps("sources"):

        class DatedStep(models.Model):
            occurred = PartialDateField("survenu")

            class Meta:
                abstract = True
                app_label = "sources"
                ordering = ("occurred_last", "occurred_first")

        class ProbeStep(DatedStep):
            stated_on = PartialDateField("dit le", blank=False)

            class Meta(DatedStep.Meta):
                constraints = (
                    models.CheckConstraint(
                        condition=models.Q(stated_on_last__gte=models.F("occurred_first")),
                        name="probe_stated_after",
                    ),
                )

        with connection.schema_editor() as editor:
            editor.create_model(ProbeStep)
        yield ProbeStep


def columns_of(model):
    return [field.column for field in model._meta.concrete_fields]


def test_column_has_its_days_beside_it(step_model):
    assert sorted(columns_of(step_model)) == [
        "id",
        "occurred",
        "occurred_first",
        "occurred_last",
        "stated_on",
        "stated_on_first",
        "stated_on_last",
    ]


@pytest.mark.parametrize("text", ["2025-12-23", "2024-02", "2024", "2025-11-26/2025-12-22", "2024/2025-03"])
def test_stored_date_comes_back_with_its_days(step_model, text):
    step_model.objects.create(occurred=text, stated_on="2026")

    [step] = step_model.objects.all()
    date = date_of(text)
    assert (step.occurred, step.occurred_first, step.occurred_last) == (date, date.first, date.last)


@pytest.mark.parametrize("unknown", [None, ""])
def test_unknown_date_is_null(step_model, unknown):
    step_model.objects.create(occurred=unknown, stated_on="2026")

    rows = step_model.objects.values_list("occurred", "occurred_first", "occurred_last")
    assert list(rows) == [(None, None, None)]


def test_required_date_may_not_be_unknown(step_model):
    with pytest.raises(ValidationError) as caught:
        step_model(occurred="2025").full_clean(validate_constraints=False)

    assert list(caught.value.message_dict) == ["stated_on"]


def test_assigned_text_reads_back_as_a_date(step_model):
    step = step_model(occurred="2025-07")

    assert step.occurred == date_of("2025-07")


def test_assigned_text_that_is_no_date_is_refused(step_model):
    with pytest.raises(PartialDateError):
        step_model(occurred="juillet")


def test_update_moves_the_days_too(step_model):
    step_model.objects.create(occurred="2025-07", stated_on="2026")

    step_model.objects.update(occurred="2024")

    [step] = step_model.objects.all()
    assert (step.occurred_first, step.occurred_last) == (day("2024-01-01"), day("2024-12-31"))


def test_update_from_another_column_is_possible(step_model):
    step_model.objects.create(occurred="2025-07", stated_on="2026")

    step_model.objects.update(occurred=models.F("stated_on"))

    assert step_model.objects.get().occurred == date_of("2026")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2025-1-1",
        "2025x07",
        "2025-07-",
        "2025-02-30",
        "0000",
        "2025/2024",
        "2025/2025",
        "2025/2026/2027",
    ],
)
def test_raw_sql_cannot_store_what_is_no_date(step_model, text):
    step_model.objects.create(occurred="2025-07", stated_on="2026")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {step_model._meta.db_table} SET occurred = %s", [text])

    assert step_model.objects.get().occurred == date_of("2025-07")


def test_database_and_python_agree_on_the_days(step_model):
    points = ["2024", "2025", "2024-02", "2025-02", "2025-12", "2024-02-29", "2025-02-28", "2025-12-31"]
    texts = points + [f"{start}/{end}" for start in points for end in points if start <= end != start]
    step_model.objects.bulk_create(step_model(occurred=text, stated_on="2026") for text in texts)

    stored = step_model.objects.values_list("occurred", "occurred_first", "occurred_last")
    assert len(stored) == len(texts)
    assert [(first, last) for _, first, last in stored] == [(date.first, date.last) for date, *_ in stored]


def test_ledger_orders_by_end(step_model):
    in_order = ["2024", "2025-11-26", "2025", "2025-12", "2026-01-01"]
    for text in reversed(in_order):
        step_model.objects.create(occurred=text, stated_on="2026")

    assert [step.occurred.text for step in step_model.objects.all()] == in_order


def test_lookups_take_text_and_dates(step_model):
    step_model.objects.create(occurred="2025-07", stated_on="2026")
    found = step_model.objects.filter

    assert found(occurred="2025-07", occurred__in=[date_of("2025-07")], occurred_last__year=2025).exists()
    assert found(occurred__startswith="2025", occurred__isnull=False).exists()
    assert not found(occurred="2025-08").exists()
    assert not found(occurred_first=models.F("occurred_last")).exists()


def test_lookup_refuses_what_is_no_date(step_model):
    with pytest.raises(ValueError, match="juillet"):
        step_model.objects.filter(occurred="juillet")


def test_constraints_over_the_days_are_checked_before_saving(step_model):
    step_model(occurred="2025-07/2025-08", stated_on="2025-07").full_clean()

    with pytest.raises(ValidationError, match="probe_stated_after"):
        step_model(occurred="2025-07/2025-08", stated_on="2025-06").full_clean()


def test_row_is_copied_column_by_column(step_model):
    step_model.objects.create(occurred="2025-11/2025-12", stated_on="2026")
    table = step_model._meta.db_table
    copied = ", ".join(field.column for field in step_model._meta.concrete_fields if not field.generated)

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE copy (LIKE {table} INCLUDING ALL)")
        cursor.execute(
            f"INSERT INTO copy ({copied}) SELECT {copied} FROM jsonb_populate_recordset("
            f"NULL::copy, (SELECT jsonb_agg(to_jsonb(row)) FROM {table} row)) RETURNING occurred_last"
        )
        assert cursor.fetchall() == [(day("2025-12-31"),)]


@pytest.mark.parametrize("text", ["2025-11/2025-12", None])
def test_date_survives_serialisation(step_model, text):
    step = step_model(occurred=text)

    assert PartialDate.of(step_model._meta.get_field("occurred").value_to_string(step)) == step.occurred


def test_field_is_described_to_migrations_as_declared(step_model):
    optional, required = map(step_model._meta.get_field, ("occurred", "stated_on"))

    assert optional.deconstruct()[1:] == (
        "sources.dates.PartialDateField",
        [],
        {"verbose_name": "survenu", "blank": True, "null": True},
    )
    assert required.deconstruct()[3] == {"verbose_name": "dit le", "blank": False}


def test_migration_state_has_each_column_once(step_model):
    state = ModelState.from_model(step_model)

    rendered = state.render(StateApps([], {}))

    assert sorted(columns_of(rendered)) == sorted(columns_of(step_model))
    assert ModelState.from_model(rendered) == state
