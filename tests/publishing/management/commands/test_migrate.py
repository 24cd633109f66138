"""Which apps are migrated in the schema of readers."""

from django.conf import settings

from publishing.management.commands.migrate import Command


def test_published_apps_are_migrated_one_by_one_or_the_one_that_is_asked_for():
    everything = Command().live_apps(None)

    assert everything == sorted(settings.LIVE_APPS | settings.LIVE_ONLY_APPS)
    assert (Command().live_apps("summits"), Command().live_apps("accounts")) == (["summits"], [])
