"""Addresses of summits, meetings, decisions, the roadmap, and what is known about the register."""

from django.urls import path

from summits.views import chronology, decision, knowledge, meeting, report, roadmap

app_name = "summits"
urlpatterns = [
    path("sommets/", meeting.SummitListView.as_view(), name="summit-list"),
    path("sommets/<slug:address>/", meeting.SummitDetailView.as_view(), name="summit-detail"),
    path("reunions/", meeting.MeetingListView.as_view(), name="meeting-list"),
    path("reunions/<slug:address>/", meeting.MeetingDetailView.as_view(), name="meeting-detail"),
    path("decisions/", decision.DecisionListView.as_view(), name="decision-list"),
    path("decisions/<slug:address>/", decision.DecisionDetailView.as_view(), name="decision-detail"),
    path("feuille-de-route/", roadmap.RoadmapView.as_view(), name="roadmap"),
    path(
        "feuille-de-route/item/<slug:address>/",
        roadmap.RoadmapItemDetailView.as_view(),
        name="roadmap-item-detail",
    ),
    path("feuille-de-route/<slug:address>/", roadmap.RoadmapDetailView.as_view(), name="roadmap-detail"),
    path("bilan/", report.ReportListView.as_view(), name="report-list"),
    path("bilan/<slug:start>/<slug:end>/", report.ReportView.as_view(), name="report"),
    path("chronologie/", chronology.ChronologyView.as_view(), name="chronology"),
    path("themes/", knowledge.TopicListView.as_view(), name="topic-list"),
    path("themes/<slug:address>/", knowledge.TopicDetailView.as_view(), name="topic-detail"),
    path("enonces/", knowledge.StatementListView.as_view(), name="statement-list"),
    path("divergences/", knowledge.ConflictListView.as_view(), name="conflict-list"),
    path("lacunes/", knowledge.GapListView.as_view(), name="gap-list"),
]
