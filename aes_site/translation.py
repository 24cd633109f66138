"""Which texts of the site's pages exist in several languages."""

from modeltranslation.translator import TranslationOptions, register

from aes_site.models import Page
from sources.translation import blank_by_default


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("name", "lede", "body")
    field_options = blank_by_default(*fields)
