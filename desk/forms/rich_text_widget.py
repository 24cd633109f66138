"""Rich texts in forms: a text area that an editor takes the place of where scripts run.

The scripts of django-prose-editor need an import map, which is inline: its hash is added to the policy of the
pages that hold it, and of no other.
"""

import json
from base64 import b64encode
from hashlib import sha256

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms import Script
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django_prose_editor.widgets import importmap, prose_editor_admin_media, prose_editor_media
from js_asset import Media

from publishing.rich.fields import RichTextField
from publishing.rich.plain import as_html, stored

ROWS = 8
EXTENSIONS = (
    *("Document", "Paragraph", "Text", "History", "HardBreak", "Dropcursor", "Gapcursor", "SpecialCharacters"),
    *("Bold", "Italic", "Superscript", "Subscript", "Code", "Blockquote", "BulletList", "ListItem"),
    *("Table", "TableRow", "TableHeader", "TableCell", "RegisterLink", "RegisterTools"),
)
GROUPS = ("headings", "lists", "quotes", "marks", "link", "table", "history")


class RichTextarea(AdminTextareaWidget):
    """Its value is shown as it is stored; the editor, where there is one, takes `data-html` instead."""

    def __init__(self, attrs=None):
        super().__init__({"rows": ROWS} | (attrs or {}))

    @property
    def media(self):
        ours = Media(css={"all": ["desk/rich.css"]}, js=[Script("desk/rich.js", type="module")])
        return prose_editor_media(base=prose_editor_admin_media + ours, preset="configurable")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-html": as_html(value or ""),
            "data-django-prose-editor-configurable": json.dumps(configuration()),
            "data-words": json.dumps(words()),
            "data-records": reverse("admin:linkable"),
        }
        return context


class RichTextFormField(forms.CharField):
    """Takes HTML or plain text, and gives what is stored of it."""

    widget = RichTextarea

    def to_python(self, value):
        return stored(super().to_python(value))  # type: ignore[arg-type]  # blank is a text here

    def has_changed(self, initial, data):
        return not self.disabled and stored(initial or "") != stored((data or "").strip())


def rich_text_options(db_field) -> dict:
    """How a model admin asks for the form field of a rich text; nothing for any other column."""
    return {"form_class": RichTextFormField, "widget": RichTextarea} if isinstance(db_field, RichTextField) else {}


def admit_importmap(response, media):
    """The page of a form, whose policy admits the editor's import map if it holds one."""
    if getattr(media, "_importmap", None):
        response.inline_scripts = [hash_of_importmap()]
    return response


def hash_of_importmap() -> str:
    """The source by which a policy admits the import map, and nothing else that is inline (CSP 3, 6.7.2)."""
    tag = str(importmap.render()) if hasattr(importmap, "render") else str(importmap)
    script = tag.partition(">")[2].rpartition("</script>")[0]
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def configuration() -> dict:
    return {
        "extensions": {
            **dict.fromkeys(EXTENSIONS, True),
            "Heading": {"levels": [2, 3]},
            "OrderedList": {"enableListAttributes": False},
            "Menu": {"groups": [{"group": group} for group in GROUPS]},
        },
        "js_modules": [static("desk/rich.js")],
    }


def words() -> dict:
    """What the buttons and the dialog of the editor say, in the language of the desk; buttons by their names."""
    return {
        "buttons": {
            "heading2": _("Titre"),
            "heading3": _("Sous-titre"),
            "bulletList": _("Liste à puces"),
            "orderedList": _("Liste numérotée"),
            "quote": _("Citation"),
            "bold": _("Gras"),
            "italic": _("Italique"),
            "superscript": _("Exposant"),
            "subscript": _("Indice"),
            "code": _("Code"),
            "link": _("Lien, vers le web ou une fiche (Ctrl+K)"),
            "unlink": _("Enlever le lien"),
            "table": _("Insérer un tableau"),
            "table:addColumnAfter": _("Ajouter une colonne"),
            "table:deleteColumn": _("Supprimer la colonne"),
            "table:addRowAfter": _("Ajouter une ligne"),
            "table:deleteRow": _("Supprimer la ligne"),
            "table:mergeCells": _("Fusionner les cellules"),
            "table:splitCell": _("Scinder la cellule"),
            "table:toggleHeaderCell": _("Cellule d’en-tête"),
            "table:deleteTable": _("Supprimer le tableau"),
            "history:undo": _("Annuler"),
            "history:redo": _("Refaire"),
        },
        "toolbar": _("Mise en forme"),
        "linkTitle": _("Lien"),
        "linkLabel": _("Adresse sur le web, ou mots d’une fiche du registre"),
        "linkHelp": _("Flèches pour parcourir les fiches, Entrée pour choisir, Échap pour fermer."),
        "linkTo": _("Lien actuel :"),
        "apply": _("Insérer le lien"),
        "cancel": _("Fermer"),
        "none": _("Aucune fiche trouvée."),
        "found": _("Fiches trouvées :"),
        "wrong": _("Ce n’est pas une adresse : commencez par https://, ou choisissez une fiche."),
    }
