"""Summits, meetings, decisions and the roadmap on the desk, one module per aggregate as in the models."""

from summits.admin import decision, knowledge, meeting, roadmap, watch

__all__ = ["decision", "knowledge", "meeting", "roadmap", "watch"]
