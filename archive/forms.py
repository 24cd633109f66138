"""The form of a row that keeps a copy: an editor sends a file, its facts are found and not typed."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import KeptFile, StoredFile, format_of, undecided, worded_size
from archive.traces import in_words
from archive.uploads import Received, cleaned_copy

FACTS = ("sha256", "media_type", "size", "pages", "original_sha256")
AS_IT_IS, CLEANED = "as_it_is", "cleaned"


class TracesField(forms.ChoiceField):
    """What an editor decides on a copy that holds more than is seen; hidden while there is nothing to decide."""

    def __init__(self, **kwargs):
        choices = [
            ("", _("à décider avant de publier")),
            (CLEANED, _("remplacer le fichier par une copie nettoyée")),
            (AS_IT_IS, _("publier le fichier tel quel : je confirme ce qu’il contient")),
        ]
        options: dict[str, Any] = {"required": False, "label": _("contenu non visible"), "choices": choices}
        super().__init__(**options | kwargs)


class KeepsCopy(forms.BaseForm):
    """A model form with `<prefix>upload`, an `UploadField`, and `<prefix>traces`; facts are columns of that prefix.

    What is in the store is described by what it holds: the facts of a copy are shown, and kept whatever is sent.
    """

    instance: Any  # of a model with `kept`
    copy_prefix = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.upload = self.column("upload")
        self.fields[self.upload].label = capfirst(self.fields[self.upload].label)
        if kept := self.instance.kept:
            self.fields[self.upload].help_text = as_help_text(kept)
            for name in map(self.column, FACTS):
                if name in self.fields:
                    self.fields[name].disabled = True
        self.ask_about_traces(kept)

    def ask_about_traces(self, kept: KeptFile | None) -> None:
        """Ask what is to become of what the copy holds beside what is seen, if it holds anything."""
        self.decision = self.column("traces")
        self.copy: Received | None = None
        self.held = undecided([kept.sha256]).get(kept.sha256, []) if kept else []
        field = self.fields[self.decision]
        field.label = capfirst(field.label)
        if self.held:
            field.help_text = gettext("Ce fichier contient %(traces)s.") % {"traces": in_words(self.held)}
        else:
            field.widget = forms.HiddenInput()

    def column(self, name: str) -> str:
        return f"{self.copy_prefix}{name}"

    @property
    def received(self) -> Received | None:
        return self.cleaned_data.get(self.upload)

    @property
    def decided(self) -> str:
        """What was decided on the copy that is there; nothing when another is sent."""
        return self.cleaned_data.get(self.decision, "") if self.held and not self.received else ""

    def clean(self):
        cleaned = super().clean()
        if self.decided == CLEANED:
            self.make_copy()
        if received := self.received or self.copy:
            self.put(cleaned, name=received.name, **{fact: getattr(received, fact) for fact in FACTS})
        return cleaned

    def make_copy(self):
        kept = self.instance.kept
        try:
            self.copy = cleaned_copy(kept.sha256, kept.name)
        except forms.ValidationError as error:
            self.add_error(self.decision, error)

    def put(self, cleaned, **facts):
        """Facts reach the row by the form where it has their field, else directly."""
        for name, value in facts.items():
            cleaned[self.column(name)] = value
            setattr(self.instance, self.column(name), value)

    def save(self, commit=True):
        if received := self.received or self.copy:
            received.keep()
        if self.decided == AS_IT_IS:
            StoredFile.objects.filter(sha256=self.instance.kept.sha256).update(confirmed_at=timezone.now())
        return super().save(commit)  # type: ignore[misc]  # that of the model form


def as_help_text(kept: KeptFile) -> str:
    """The copy that is there, with the way to it, before a new one is chosen."""
    words = {
        "address": reverse("admin:archive_storedfile_content", args=[kept.sha256]),
        "name": kept.name,
        "facts": f"{format_of(kept.media_type)}, {worded_size(kept.size)}",
        "before": _("Copie déposée :"),
        "after": _("Un nouveau fichier la remplace."),
    }
    return format_html('{before} <a href="{address}">{name}</a> ({facts}). {after}', **words)
