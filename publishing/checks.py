"""System checks: what would make a model impossible to publish is said when the site starts."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register

from publishing.models import Part
from publishing.registry import RECORD_TYPES


@register
def check_live_models(app_configs=None, **kwargs):
    """Models with tables in schema `live` are self-contained there."""
    labels = settings.LIVE_APPS | settings.LIVE_ONLY_APPS
    models = [model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return [error for model in models for error in errors_of_model(model)]


@register
def check_record_types(app_configs=None, **kwargs):
    """Record types name parts that exist and name them back."""
    errors = [error for kind in RECORD_TYPES.values() for error in errors_of_type(kind)]
    return errors or list(errors_of_orphans())


def errors_of_model(model):
    options = model._meta
    if any(not parent._meta.abstract for parent in options.parents) and not options.proxy:
        yield Error("Multi-table inheritance: a record is one row.", obj=model, id="publishing.E001")
    if any(hasattr(field, "ct_field") for field in options.private_fields):
        yield Error("A generic foreign key cannot be followed in schema live.", obj=model, id="publishing.E002")
    for field in options.local_concrete_fields:
        if field.many_to_one and not _is_live(field.related_model):
            message = f"{field.name} refers to {field.related_model._meta.label}, which has no table in schema live."
            yield Error(message, obj=model, id="publishing.E003")


def _is_live(model):
    return model._meta.app_label in settings.LIVE_APPS | settings.LIVE_ONLY_APPS


def errors_of_type(kind):
    if kind.model._meta.app_label not in settings.LIVE_APPS:
        yield Error("It is publishable, but its app is not in LIVE_APPS.", obj=kind.model, id="publishing.E004")
    for name in kind.part_names:
        yield from _errors_of_part(kind, name)


def _errors_of_part(kind, name):
    try:
        part = apps.get_model(kind.model._meta.app_label, name)
    except LookupError:
        yield Error(f"Its part {name} does not exist.", obj=kind.model, id="publishing.E005")
        return
    names = {field.name: field for field in part._meta.concrete_fields}
    owner = names.get(getattr(part, "owner_field", None))
    if owner is None or owner.related_model is not kind.model or owner.null:
        hint = f"owner_field must name its required foreign key to {kind.model.__name__}."
        yield Error("It does not say which record it is part of.", hint=hint, obj=part, id="publishing.E006")
    if unknown := set(getattr(part, "immutable_fields", ())) - set(names):
        yield Error(f"immutable_fields names unknown fields: {sorted(unknown)}.", obj=part, id="publishing.E007")


def errors_of_orphans():
    """Parts of no record, or of a part, would never be published; nor what live rows refer to."""
    parts = {part for kind in RECORD_TYPES.values() for part in kind.parts}
    for label in settings.LIVE_APPS:
        for model in apps.get_app_config(label).get_models():
            if issubclass(model, Part) and model not in parts:
                hint = "Name it in @publishable of its record; a part has no parts."
                yield Error("It is a part of no record type.", hint=hint, obj=model, id="publishing.E008")
            elif not model._meta.proxy and model not in parts and model not in RECORD_TYPES:
                hint = "Declare it @publishable, or keep it in an app of the desk."
                yield Error("It is never published.", hint=hint, obj=model, id="publishing.E009")
