"""Local time at a place."""

import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def offset_on(zone, date):
    """« UTC+1 »: how far a zone was from universal time at the end of a partial date (today if unknown)."""
    day = date.last if date else timezone.localdate()
    noon = datetime.datetime.combine(day, datetime.time(12), ZoneInfo(zone))
    minutes = int(noon.utcoffset().total_seconds() // 60)  # type: ignore[union-attr]  # it has a zone
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


@register.filter
def local_time(instant, zone):
    """« 18 h 30 » in the time of a zone."""
    local = instant.astimezone(ZoneInfo(zone))
    return _("%(hour)s h %(minute)s") % {"hour": local.hour, "minute": f"{local.minute:02}"}
