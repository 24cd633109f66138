"""Links to other records in forms: chosen ones are fetched for all rows together, not one by one.

Django's widgets ask the database once per link of each row, to label what is chosen and again to check
what was sent: a hundred steps would cost a thousand queries. Here the fields of all rows share what
`fetch_choices()` fetched, one query per linked model.
"""

from collections import defaultdict

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Model, Prefetch
from django.forms import ModelChoiceField, ModelMultipleChoiceField


class SharedChoices:
    """A form field for links that finds the objects of keys among those fetched for all rows, when it can."""

    known: dict | None = None

    def found(self, keys) -> list:
        """The objects of these keys that may be chosen, in their order."""
        known: dict = self.known or {}
        missing = [key for key in keys if key not in known]
        if missing:
            known = known | found_among(self.queryset, set(missing))
        return [known[key] for key in keys if key in known]


class ChoiceField(SharedChoices, ModelChoiceField):
    def to_python(self, value):
        known = (self.known or {}).get(str(value))
        return known or super().to_python(value)


class MultipleChoiceField(SharedChoices, ModelMultipleChoiceField):
    def _check_values(self, value):
        known = self.known or {}
        if all(str(key) in known for key in value):
            return [known[str(key)] for key in dict.fromkeys(value)]
        return super()._check_values(value)


class ChosenOptions:
    """Offers what is chosen; the rest comes as the editor types."""

    def optgroups(self, name, value, attrs=None):
        keys = [key for key in value if key]
        field = self.choices.field
        options = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        options += [(str(chosen.pk), field.label_from_instance(chosen)) for chosen in field.found(keys)]
        return [
            (
                None,
                [self.create_option(name, *option, option[0] in keys, i) for i, option in enumerate(options)],
                0,
            )
        ]


class Autocomplete(ChosenOptions, AutocompleteSelect):
    pass


class MultipleAutocomplete(ChosenOptions, AutocompleteSelectMultiple):
    pass


class AutocompleteMixin:
    """A model admin or inline whose every link completes as one types, short vocabularies excepted.

    A short vocabulary is a model whose admin says `is_short`: it is offered as a plain list.
    """

    def get_autocomplete_fields(self, request):
        links = [*self.model._meta.fields, *self.model._meta.many_to_many]
        return [field.name for field in links if field.editable and self.completes(field)]

    def completes(self, field) -> bool:
        related = field.remote_field and self.admin_site._registry.get(field.remote_field.model)
        return bool(related) and not getattr(related, "is_short", False)

    def get_field_queryset(self, db, db_field, request):
        related = self.admin_site._registry.get(db_field.remote_field.model)
        return related.get_queryset(request) if related else None

    def link_prefetches(self, request) -> list[Prefetch]:
        """The many-to-many links of the rows with what their labels need."""
        return [
            Prefetch(field.name, self.get_field_queryset(None, field, request))
            for field in self.model._meta.many_to_many
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a link: change what it leads to, or add one; a form is no place to delete something else."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, SharedChoices):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if self.completes(db_field):
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, form_class=ChoiceField, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if self.completes(db_field):
            kwargs.setdefault("widget", MultipleAutocomplete(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, form_class=MultipleChoiceField, **kwargs)


def fetch_choices(forms) -> None:
    """Fetch what is chosen in all these forms, and what their short lists offer."""
    completing, listing = defaultdict(list), defaultdict(list)
    for bound in (form[name] for form in forms for name in form.fields):
        if isinstance(bound.field, SharedChoices) and bound.field.known is None:
            widget = getattr(bound.field.widget, "widget", bound.field.widget)
            if isinstance(widget, ChosenOptions):
                completing[bound.field.queryset.model].append(bound)
            else:
                listing[bound.name].append(bound.field)
    for fields in listing.values():
        offer(fields, list(fields[0].queryset))
    for bounds in completing.values():
        fetch_chosen(bounds)


def offer(fields, objects) -> None:
    """Make a plain list of these objects in all these fields."""
    choices = [(choice.pk, fields[0].label_from_instance(choice)) for choice in objects]
    for field in fields:
        empty = [] if field.empty_label is None else [("", field.empty_label)]
        field.known, field.choices = by_key(objects), empty + choices


def fetch_chosen(bounds) -> None:
    """Fetch at once what several fields have chosen among the records of one type."""
    known, keys = {}, set()
    for chosen in (chosen for bound in bounds for chosen in as_list(bound.initial)):
        if isinstance(chosen, Model):
            known[str(chosen.pk)] = chosen
        elif chosen:
            keys.add(str(chosen))
    for bound in bounds:
        if bound.form.is_bound:
            keys.update(map(str, as_list(bound.data)))
    if missing := keys - known.keys():
        known |= found_among(bounds[0].field.queryset, missing)
    for bound in bounds:
        bound.field.known = known


def found_among(queryset, keys) -> dict:
    """The objects of these keys; nothing when one of them is no key at all: the field then says so."""
    try:
        return by_key(queryset.filter(pk__in=keys - {""}))
    except ValidationError:
        return {}


def as_list(value) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def by_key(objects) -> dict:
    return {str(instance.pk): instance for instance in objects}
