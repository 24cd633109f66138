"""What files may say of each record type: all that its models hold, and nothing declared twice."""

from exchange.schema.record_types import Collection, FlatTable, collections
from publishing.registry import RECORD_TYPES, record_type_of
from summits.models import Decision
from tests.every import every


def test_every_record_type_has_a_collection():
    assert {collection.model for collection in collections().values()} == set(RECORD_TYPES)
    assert all(
        model._meta.label_lower == c.label for model, c in zip(RECORD_TYPES, collections().values(), strict=True)
    )


def test_every_column_is_in_the_dossier():
    """Nothing is left out but keys, the link to the record, generated columns and the undetermined base columns."""
    for collection in every(collections().values()):
        for shape in every(collection.shapes):
            held = {column for field in shape.fields.values() for column in columns_of(field)}
            left_out = {field.name for field in shape.model._meta.concrete_fields} - held
            owner = getattr(shape.model, "owner_field", None)
            bases = {name for name in shape.fields if f"{name}_fr" in held}
            generated = {field.name for field in shape.model._meta.concrete_fields if field.generated}
            assert left_out <= {"id", owner} | bases | generated


def columns_of(field):
    by_language = getattr(field, "by_language", None)
    return [column.name for column in by_language.values()] if by_language else [field.name]


def test_record_is_named_before_anything_else_is_said_of_it():
    assert list(collections()["decisions"].fields)[:2] == ["reference", "slug"]
    assert next(iter(collections()["statuses"].fields)) == "key"


def test_records_and_their_parts_have_a_table_each():
    shapes = Collection(record_type_of(Decision)).shapes

    assert [FlatTable(shape).name for shape in shapes] == ["decisions", "decision_steps"]
    assert [shape.is_part for shape in shapes] == [False, True]
    assert {shape.collection.name for shape in shapes} == {"decisions"}
