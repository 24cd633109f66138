"""The form of a row that keeps a copy: an editor sends a file, its facts are found and not typed."""

from django import forms
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.models import KeptFile, format_of, worded_size
from archive.uploads import Received

FACTS = ("sha256", "media_type", "size", "pages")


class KeepsCopy(forms.BaseForm):
    """A model form with an `UploadField` named `<prefix>upload`; the facts are columns of the same prefix.

    What is in the store is described by what it holds: the facts of a copy are shown, and kept whatever is sent.
    """

    instance: Model
    copy_prefix = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.upload = self.column("upload")
        self.fields[self.upload].label = capfirst(self.fields[self.upload].label)
        if kept := self.instance.kept:
            self.fields[self.upload].help_text = told(kept)
            for name in map(self.column, FACTS):
                if name in self.fields:
                    self.fields[name].disabled = True

    def column(self, name: str) -> str:
        return f"{self.copy_prefix}{name}"

    @property
    def received(self) -> Received | None:
        return self.cleaned_data.get(self.upload)

    def clean(self):
        cleaned = super().clean()
        if received := cleaned.get(self.upload):
            self.put(cleaned, name=received.name, **{fact: getattr(received, fact) for fact in FACTS})
        return cleaned

    def put(self, cleaned, **facts):
        """Facts reach the row by the form where it has their field, else directly."""
        for name, value in facts.items():
            cleaned[self.column(name)] = value
            setattr(self.instance, self.column(name), value)

    def save(self, commit=True):
        if self.received:
            self.received.keep()
        return super().save(commit)


def told(kept: KeptFile) -> str:
    """The copy that is there, with the way to it, before a new one is chosen."""
    words = {
        "address": reverse("admin:archive_storedfile_content", args=[kept.sha256]),
        "name": kept.name,
        "facts": f"{format_of(kept.media_type)}, {worded_size(kept.size)}",
        "before": _("Copie déposée :"),
        "after": _("Un nouveau fichier la remplace."),
    }
    return format_html('{before} <a href="{address}">{name}</a> ({facts}). {after}', **words)
