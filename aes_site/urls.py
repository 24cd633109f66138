"""The addresses of the site; the only module that knows every app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from aes_site import views
from readers import views as aid_views
from readers.feeds import views as feed_views
from readers.files.views import FileView
from readers.identity_style import FILE, IdentityStyleView
from readers.search.opensearch import OpenSearchView
from readers.search.views import SearchView
from readers.share_images.views import SiteImageView

handler404 = views.page_not_found
handler500 = views.server_error

WITH_A_RECORD = [path("", include("readers.urls")), path("", include("readers.share_images.urls"))]

urlpatterns = [
    path("", include("readers.sitemaps.urls")),
    path("", views.LanguageView.as_view(), name="root"),
    path(FILE, IdentityStyleView.as_view(), name="identity-style"),
    path("r/<slug:identifier>", views.PermanentView.as_view(), name="permanent"),
    path("r/<slug:identifier>/<int:number>", views.PermanentEditionView.as_view(), name="permanent-edition"),
    re_path(r"^fichiers/(?P<sha256>[0-9a-f]{64})/(?P<name>[\w.-]{1,140})$", FileView.as_view(), name="file"),
    *i18n_patterns(
        path("", views.HomeView.as_view(), name="home"),
        path("", include("sources.urls")),
        path("", include("institutions.urls")),
        path("", include("summits.urls")),
        path("recherche/", SearchView.as_view(), name="search"),
        path("image.png", SiteImageView.as_view(), name="site-image"),
        path("opensearch.xml", OpenSearchView.as_view(), name="opensearch"),
        path("changements/", views.ChangeListView.as_view(), name="change-list"),
        path("corrections/", views.CorrectionListView.as_view(), name="correction-list"),
        path("agenda/registre.ics", aid_views.CalendarView.as_view(), name="calendar"),
        path("fiches/", include((WITH_A_RECORD, "readers"))),
        path("flux/", feed_views.FeedListView.as_view(), name="feed-list"),
        path("flux/", include("readers.feeds.urls")),
        path("donnees/", include("readers.open_data.urls")),
        path("donnees/", include("readers.offline.urls")),
        path("<slug:address>/", views.PageView.as_view(), name="page"),
    ),
]

if settings.DEBUG:
    from aes_site.assets.components import ComponentsView

    urlpatterns += [path("_composants/", ComponentsView.as_view(), name="components")]

if settings.HAS_DESK:
    from django.contrib import admin

    urlpatterns += [
        path("admin/", include("accounts.urls")),
        path("admin/", admin.site.urls),
        path("apercu/", include("desk.review.preview_urls")),
    ]
