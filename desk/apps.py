"""The admin app with our site in the place of the stock one."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "desk.site.DeskSite"
