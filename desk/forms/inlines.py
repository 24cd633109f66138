"""Parts of a record as inlines of its form; the facts of published parts are shown and kept."""

from collections.abc import Sequence

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from desk.forms.autocomplete import (
    AutocompleteMixin,
    ChoiceField,
    SharedChoices,
    by_key,
    fetch_choices,
    offer,
)
from desk.forms.bilingual_forms import BilingualFormMixin, labelled_by_language

FROZEN_HELP = _("Publié : ces faits ne changent plus. S’ils sont faux, ajoutez une étape qui corrige celle-ci.")


class PartFormSet(forms.BaseInlineFormSet):
    """The parts of one record, with what their links need fetched for all rows together.

    `published` holds the keys of the parts that readers can see: their facts are fixed and they stay.
    `typed` holds what an editor had changed in the parts, by key, in a form that could not be saved.
    """

    def __init__(self, *args, published=frozenset(), typed=None, **kwargs):
        self.published, self.typed = published, typed or {}
        super().__init__(*args, **kwargs)
        self.extra = max(self.extra, len(self.initial_extra or ()))

    @cached_property
    def forms(self):
        rows = super().forms
        for form in rows:
            form.initial |= self.typed.get(str(form.instance.pk), {})
        self.ready([*rows, self.empty_form])
        return rows

    @cached_property
    def empty_form(self):
        return super().empty_form

    @cached_property
    def rows_by_key(self):
        return by_key(self.get_queryset())

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self.model._meta.pk.name]  # type: ignore[union-attr]  # it has a model
        same = {"initial": key.initial, "required": key.required, "widget": key.widget}
        key = form.fields[self.model._meta.pk.name] = ChoiceField(self.queryset, **same)  # type: ignore[union-attr]  # it has a model
        key.known = self.rows_by_key

    def ready(self, rows):
        for form in rows:
            self.offer_siblings(form)
            if form.instance.pk in self.published:
                freeze(form)
        fetch_choices(rows)

    def offer_siblings(self, form):
        """A link from a part to another, such as the step it corrects, stays within the record."""
        for name, field in form.fields.items():
            if name != "id" and isinstance(field, SharedChoices) and field.queryset.model is self.model:
                field.queryset = self.queryset
                offer([field], self.rows_by_key.values())


def freeze(form) -> None:
    """Fix the facts of a published part: whatever is sent for them is ignored, as is its removal."""
    frozen = [name for name in type(form.instance).immutable_fields if name in form.fields]
    for name in frozen:
        form.fields[name].disabled = True
    if frozen:
        form.fields[frozen[0]].help_text = FROZEN_HELP
        if removal := form.fields.get(forms.formsets.DELETION_FIELD_NAME):
            removal.disabled = True


class PartInline(BilingualFormMixin, AutocompleteMixin):
    """What the inlines of parts have in common."""

    formset = PartFormSet
    extra = 0
    label_relations: Sequence[str] = ()
    formfield_overrides = {
        models.TextField: {"widget": admin.widgets.AdminTextareaWidget({"rows": 2})},
        models.URLField: {"assume_scheme": "https"},
    }

    @property
    def fk_name(self):
        return self.model.owner_field

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related(*self.label_relations)
        return rows.prefetch_related(*self.link_prefetches(request))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return labelled_by_language(super().formfield_for_dbfield(db_field, request, **kwargs), db_field)


class StackedParts(PartInline, admin.StackedInline):  # type: ignore[override]  # the model says its link
    """Parts with texts: French and its translation side by side."""


class TabularParts(PartInline, admin.TabularInline):  # type: ignore[override]  # the model says its link
    """Parts of a few short columns."""


class PartAdmin(AutocompleteMixin, admin.ModelAdmin):
    """A part that other records link to: it completes in their forms, and is edited with its own record."""

    label_relations: Sequence[str] = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.label_relations)

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
