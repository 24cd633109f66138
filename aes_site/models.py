"""The editable prose of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Record, SearchText
from publishing.querysets import RecordQuerySet
from publishing.registry import publishable
from publishing.rich.fields import RichTextField


@publishable()
class Page(Record):
    """Prose of the site: introduction, method, about, accessibility, legal notice."""

    reference_prefix = "PG"
    detail_view = "page"

    name = models.CharField(_("titre"), max_length=160)
    lede = models.TextField(_("chapeau"), blank=True)
    body = RichTextField(_("texte"), blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["slug"]

    def search_text(self, language):
        return SearchText(
            title=self.text_in("name", language),
            summary=self.text_in("lede", language),
            body=self.plain_text_in("body", language),
        )
