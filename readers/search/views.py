"""The search page."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from publishing.models import active_language
from readers.search.query import MAX_LENGTH, SearchQuery
from readers.search.results import address, orders, search, suggestion


class SearchView(TemplateView):
    """`?q=` in the language of the page; without it, what can be searched and how."""

    template_name = "search/search.html"

    def get(self, request):
        try:
            question = SearchQuery.read(request.GET, active_language())
        except ValueError:
            raise Http404 from None
        context = self.get_context_data(question=question)
        return self.render_to_response(context, status=400 if question.is_too_long else 200)

    def get_context_data(self, question):  # type: ignore[override]  # asked for above
        title = _("Recherche : %(words)s") % {"words": question.text} if question.text else _("Recherche")
        context = {"page_title": title[:120], "description": "", "question": question, "longest": MAX_LENGTH}
        if not question.is_answerable:
            return super().get_context_data(**context)
        found = search(question)
        if question.page > max(found.pages, 1):
            raise Http404
        return super().get_context_data(**context, **self.context_of(question, found))

    def context_of(self, question, found):
        other = suggestion(question) if not found.total else None
        previous, following = question.page - 1, question.page + 1
        return {
            "found": found,
            "orders": orders(question),
            "suggestion": other,
            "suggestion_address": address(other) if other else "",
            "without_facets": address(question, **dict.fromkeys(question.chosen, "")) if question.chosen else "",
            "previous_page": address(question, page=str(previous)) if previous else "",
            "next_page": address(question, page=str(following)) if following <= found.pages else "",
        }
