"""What the Confederation does: meetings, decisions, the roadmap, and what is known about them."""

from summits.models.decision import Decision, DecisionStep
from summits.models.knowledge import Conflict, Gap, Milestone, Statement, Topic
from summits.models.links import DecisionLink, DocumentLink
from summits.models.meeting import AgendaItem, Attendance, Meeting, MeetingStep, Summit
from summits.models.roadmap import Deadline, Roadmap, RoadmapItem, RoadmapStep
from summits.models.watch import Check

__all__ = [
    "AgendaItem",
    "Attendance",
    "Check",
    "Conflict",
    "Deadline",
    "Decision",
    "DecisionLink",
    "DecisionStep",
    "DocumentLink",
    "Gap",
    "Meeting",
    "MeetingStep",
    "Milestone",
    "Roadmap",
    "RoadmapItem",
    "RoadmapStep",
    "Statement",
    "Summit",
    "Topic",
]
