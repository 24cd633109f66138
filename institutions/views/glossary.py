"""The glossary: the words of the register, of its statuses and of its pillars."""

from django.utils.translation import gettext as _
from django.views.generic import ListView

from institutions.models import GlossaryTerm, Pillar, Status
from publishing.deferral import defer_other_languages
from publishing.models import active_language


class GlossaryView(ListView):
    """Every word that pages explain, in the order of the vocabulary."""

    model = GlossaryTerm
    template_name = "institutions/glossary.html"

    def get_queryset(self):
        return defer_other_languages(super().get_queryset(), active_language())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=_("Glossaire"),
            description=_("Ce que veulent dire les mots du registre, ses statuts et ses piliers."),
            statuses=defer_other_languages(Status.objects.all(), active_language()),
            pillars=defer_other_languages(Pillar.objects.all(), active_language()),
            **kwargs,
        )
