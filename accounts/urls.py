"""Addresses below `/admin/`, before those of the admin site; the names of password reset are Django's."""

from django.contrib import admin
from django.urls import path

from accounts import views
from accounts.preferences import choose_language

sessions = admin.site.admin_view(views.SessionsView.as_view())

urlpatterns = [
    path("langue/", choose_language, name="choose_language"),
    path("code/", views.CodeView.as_view(), name="second_factor_code"),
    path("second-facteur/", views.EnrolmentView.as_view(), name="second_factor"),
    path("second-facteur/qr.svg", views.QRCodeView.as_view(), name="second_factor_qr"),
    path("sessions/", sessions, name="sessions"),
    path("sessions/<int:pk>/", sessions, name="sessions_of"),
    path("mot-de-passe/", views.PasswordResetView.as_view(), name="admin_password_reset"),
    path("mot-de-passe/envoye/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("mot-de-passe/<uidb64>/<token>/", views.PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
    path("mot-de-passe/change/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
