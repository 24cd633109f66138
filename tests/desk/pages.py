"""Addresses of the desk, and what an editor sends from them."""

from urllib.parse import urlencode

from django.urls import reverse

from desk.forms.addresses import named
from tests.forms import form_of


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def new(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def form(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def submission(*records, name="submit"):
    return f"{reverse(f'admin:{name}')}?{urlencode({'fiche': list(map(named, records))}, doseq=True)}"


def withdrawal(*records):
    return submission(*records, name="withdraw")


def review(submission):
    return reverse("admin:publishing_submission_change", args=[submission.pk])


def save(client, address, *, page=None, button="_continue", without=(), **typed):
    """Open a form (or take one already open), type, and press a button; names of fields as in the form."""
    sent = form_of(page or client.get(address)) | typed
    for name in without:
        sent.pop(name, None)
    return client.post(address, sent | {button: "1"})


def confirm(client, address, **typed):
    """Open the page that confirms, fill it in, and press its button."""
    page = client.get(address)
    return client.post(address.partition("?")[0], hidden(page) | typed | {"_confirm": "1"})


def hidden(page):
    """What the page that confirms repeats of what it shows."""
    context = page.context
    return {
        "_shown": context["digest"],
        "fiche": [item["value"] for item in context["items"]],
        "avec": [item["value"] for item in context.get("required_records", [])],
    }
