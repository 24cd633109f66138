"""Open data over HTTP: the page that explains it, and the files."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from editions.identity import current_identity
from readers.addresses import absolute
from readers.conditional import BEGINNING, conditional_answer
from readers.open_data import writing
from readers.open_data.content import read_register
from readers.open_data.tables import address_of_table, tables

MAX_AGE = 15 * 60


class OpenDataView(TemplateView):
    """What there is to download, in which formats, under which licence, as of when."""

    template_name = "open_data/open_data.html"

    def render_to_response(self, context, **kwargs):
        """Not to be kept by the front cache: packs are made after the publication that they tell of."""
        return super().render_to_response(context, headers={"Cache-Control": "private, no-cache"}, **kwargs)

    def get_context_data(self, **kwargs):
        found = tables().values()
        return super().get_context_data(
            page_title=_("Données ouvertes"),
            description=_("Tout le registre en CSV, JSON et YAML, sous licence CC BY 4.0."),
            version=self.request.content_version,  # type: ignore[attr-defined]  # a middleware sets it
            tables=[(table, address_of_table(table.name)) for table in found],
            **kwargs,
        )


class FileView(View):
    """A file made from live rows, kept in memory: nothing is streamed within live reading."""

    name: str
    media_type: str

    def get(self, request, **kwargs):
        version = request.content_version
        changed = version.changed_at or BEGINNING
        body = self.body(version, **kwargs)  # type: ignore[attr-defined]  # each file makes its own
        response = conditional_answer(request, body, self.media_type, changed=changed, max_age=MAX_AGE)
        name = self.name.format(register=current_identity().file_name, **kwargs)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class TableView(FileView):
    name = "{register}-{table}.csv"
    media_type = "text/csv; charset=utf-8; header=present"

    def body(self, version, table):
        if table not in tables():
            raise Http404
        return writing.write_csv(tables()[table], read_register())


class JSONView(FileView):
    name = "{register}.json"
    media_type = "application/json"

    def body(self, version):
        return writing.write_json(read_register(), version)


class DossierView(FileView):
    name = "{register}.yaml"
    media_type = "application/yaml"

    def body(self, version):
        return writing.write_yaml(read_register())


class PackageView(FileView):
    name = "datapackage.json"
    media_type = "application/json"

    def body(self, version):
        return writing.write_package(tables(), lambda name: absolute(address_of_table(name)), version)
