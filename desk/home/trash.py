"""To the bin and back: several records at once, all of them or, with the reasons of each, none."""

from copy import copy

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from desk.forms.addresses import form_address
from desk.review.confirmation import Comparisons, ConfirmationView, dry_run
from editions.models import Edition
from publishing.errors import Refused, name_of
from publishing.history.revisions import delete
from publishing.registry import record_type_of

STAYS = _("%(record)s a été publiée : elle ne se supprime pas. Retirez-la, et un avis en gardera la trace.")


class BinRecordsView(ConfirmationView):
    """Drafts that are to leave the desk; the bin keeps them."""

    template_name = "desk/to_bin.html"
    form_class = forms.Form

    def is_permitted(self, request) -> bool:
        return all(self.site.get_model_admin(type(record)).has_delete_permission(request) for record in self.asked)

    def content(self, refusal):
        refusal = refusal or dry_run(lambda: to_bin(self.asked, by=self.request.user))
        comparisons = Comparisons(self.asked)
        return {
            "title": _("Mettre à la corbeille"),
            "digest": comparisons.digest,
            "items": comparisons.items,
            "errors": refusal.errors if refusal else [],
            "has_news": True,
        }

    def act(self, comparisons, form):
        to_bin(comparisons.records, by=self.request.user)
        count = len(comparisons.records)
        message = ngettext("%(name)s est à la corbeille.", "%(count)s fiches sont à la corbeille.", count)
        messages.success(self.request, message % {"name": name_of(self.asked[0]), "count": count})

    def afterwards(self):
        meta = self.asked[0]._meta
        return HttpResponseRedirect(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))


def to_bin(records, *, by) -> None:
    """Put all of them in the bin; raises Refused, with the reasons of each that cannot go there, and does nothing."""
    published = was_published(records)
    errors = [str(STAYS) % {"record": name_of(record)} for record in published]
    with transaction.atomic():
        for record in records:
            errors += binned(record, by) if record not in published else []
        if errors:
            raise Refused(errors)


def binned(record, by) -> list[str]:
    """Put one record in the bin; why it cannot go there, if it cannot."""
    try:
        with transaction.atomic():
            delete([copy(record)], by=by)  # a record that is deleted loses its key
    except ProtectedError as refusal:
        others = [one for one in refusal.protected_objects if one.pk != record.pk]
        if not others:
            return [str(refusal.args[0])]
        values = {"record": name_of(record), "others": ", ".join(sorted({name_of(one) for one in others})[:5])}
        return [gettext("%(record)s : des fiches y renvoient (%(others)s).") % values]
    return []


def was_published(records) -> list:
    """Those of these records, of any types, that readers see or have seen: they have editions."""
    by_key = {(record_type_of(record).label, record.pk): record for record in records}
    published = set(Edition.objects.about(by_key).values_list("record_type", "record_id"))
    return [record for key, record in by_key.items() if key in published]


def kept_at_the_desk(request, record):
    """The answer to who would bin a record that was published."""
    messages.error(request, STAYS % {"record": name_of(record)})
    return HttpResponseRedirect(form_address([record]))
