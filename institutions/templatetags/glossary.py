"""Words explained where they stand, without script: the reader opens what he does not know."""

from django import template

from institutions.models import GlossaryTerm
from publishing.deferral import defer_other_languages
from publishing.models import active_language

register = template.Library()


@register.inclusion_tag("institutions/_definition.html", takes_context=True)
def define(context, key):
    """What a word of the glossary means; nothing where it has no definition. All words cost one statement a page."""
    request = context["request"]
    if not hasattr(request, "glossary"):
        terms = defer_other_languages(GlossaryTerm.objects.exclude(definition_fr=""), active_language())
        request.glossary = {term.key: term for term in terms}
    return {"term": request.glossary.get(key), "fallbacks": context["fallbacks"]}
