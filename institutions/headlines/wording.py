"""Headlines in sentences, as HTML in which a text in another language says so; `plain()` makes words of it.

Full: on each axis a word, the step's own sentence as written, its date; a word alone would claim too much. Short:
word and date alone.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from institutions.headlines.clauses import (
    clause,
    date_words,
    day_words,
    details,
    filled,
    in_a_row,
    joined,
    part_name,
    short_date,
    word_and_date,
)
from institutions.headlines.facts import Fact
from institutions.headlines.headline import Count, Headline
from institutions.headlines.lines import Line
from institutions.models.ledger import Grade
from institutions.models.stages import Axis, DeedStage, TextStage


def full(headline: Headline) -> SafeString:
    """What a record's own page says: a sentence for each axis that has anything to say."""
    return sentences(headline, full_line)


def short(headline: Headline) -> SafeString:
    """What lists, feeds and cards say: word, date, the latest fact if newer, the marks."""
    return sentences(headline, short_line)


def sentences(headline: Headline, words_of) -> SafeString:
    told = [(label_of(line, headline), words_of(line, headline)) for line in headline.lines]
    return joined(" ", [filled(_("%(axis)s : %(words)s."), axis=label, words=words) for label, words in told if words])


def label_of(line: Line, headline: Headline) -> str:
    if line.axis == Axis.TEXT:
        return pgettext("axis", "Texte")
    return _("Activité") if headline.is_organ else _("Mise en œuvre")


# In a word, beside a shape

SHAPES = {
    Count.ENDED: "stopped",
    Count.EFFECTIVE: "done",
    Count.LAUNCHED: "partial",
    Count.BEGUN: "partial",
    Count.DECIDED: "progress",
    Count.PART: "progress",
    Count.PREPARING: "progress",
    Count.ANNOUNCED: "expected",
    Count.NONE: "unknown",
}


def shape(headline: Headline) -> str:
    """The shape beside the word: that of the count, or of what is all that is known."""
    if headline.main.head or headline.main.every_part or headline.main.ended:
        return SHAPES[headline.count]
    return "disputed" if headline.is_contested else "absent" if headline.is_sought else SHAPES[headline.count]


def word(headline: Headline) -> SafeString | str:
    """Where a record stands in a word, with its marks; blank when nothing is known of it and nothing awaited."""
    if said := in_a_row([*short_head(headline.main, headline), *short_marks(headline.main)]):
        return said
    return _("aucune étape connue") if headline.expects_deed else ""


# The line of one axis, in full


def full_line(line: Line, headline: Headline) -> SafeString | str:
    if not line:
        return absence(line, headline, short_line)
    clauses = [*heading(line, headline), *parts_clause(line)]
    clauses += [filled(_("depuis : %(fact)s"), fact=clause(line.since, needs_word=False))] if line.since else []
    clauses += [*states_clauses(line), *marks(line)]
    return in_a_row(clauses)


def heading(line: Line, headline: Headline) -> Iterable[SafeString]:
    if line.ended:
        yield from (clause(fact) for fact in [line.ended] if fact.axis == line.axis)
        yield from (filled(_("auparavant : %(fact)s"), fact=clause(fact)) for fact in [line.before] if fact)
    if line.head and not is_told_by_parts(line):
        words = clause(line.head)
        yield filled(_("auparavant : %(fact)s"), fact=words) if is_past(line, headline) else words
    if line.principle:
        yield filled(_("principe posé : %(fact)s"), fact=clause(line.principle, needs_word=False))


def is_told_by_parts(line: Line) -> bool:
    """« En partie »: what the parts are takes the place of the sentence."""
    return line.axis == Axis.TEXT and line.stage == TextStage.IN_PART and bool(line.parts)


def is_past(line: Line, headline: Headline) -> bool:
    """Whether what the text says was overtaken by a deed that is effective."""
    return line.axis == Axis.TEXT and line.stage < TextStage.DECIDED and headline.deed.stage == DeedStage.EFFECTIVE


def parts_clause(line: Line) -> list[SafeString]:
    words = [format_html("{} ({})", part_name(part), joined(", ", [part.word, *details(part)])) for part in line.parts]
    return [joined(", ", words)] if words else []


def states_clauses(line: Line) -> Iterable[SafeString]:
    """Acts of one kind together, each with its states; steps by their sentences."""
    for is_act, facts in groupby(line.states, key=lambda fact: fact.is_act and not fact.is_search):
        if is_act:
            for word, acts in groupby(facts, key=lambda fact: fact.word):
                states = [format_html("{} ({})", fact.state, joined(", ", details(fact))) for fact in acts]
                yield filled(_("%(word)s : %(states)s"), word=word, states=joined(", ", states))
        else:
            for fact in facts:
                yield filled(_("%(state)s : %(fact)s"), state=fact.state, fact=state_words(fact))


def state_words(fact: Fact) -> SafeString:
    if not fact.is_search:
        return clause(fact, needs_word=fact.axis == Axis.DEED and fact.stage >= DeedStage.BEGUN)
    if fact.is_act:
        return filled(_("aucun acte trouvé au %(date)s"), date=day_words(fact))
    return search_words(fact)


def marks(line: Line) -> Iterable[SafeString]:
    """What a reader must know besides: a date put back, sources that disagree, a search in vain."""
    if line.postponed:
        yield clause(line.postponed)
    if line.contrary:
        said = joined(" / ", [contrary_words(fact) for fact in line.contrary])
        yield filled(_("sources contradictoires : %(facts)s"), facts=said)
    elif line.is_contested:
        yield filled(_("contesté"))
    if line.search:
        yield search_words(line.search)


def contrary_words(fact: Fact) -> SafeString:
    words = clause(fact, needs_word=False)
    return filled(_("%(part)s : %(fact)s"), part=part_name(fact), fact=words) if fact.part else words


def search_words(fact: Fact) -> SafeString:
    """A look by the register, with its day; what somebody else says of a search, in their words."""
    if fact.row.grade == Grade.OBSERVED:
        return filled(_("recherché sans trace au %(date)s"), date=day_words(fact))
    return clause(fact, needs_word=False)


def absence(line: Line, headline: Headline, words_of) -> SafeString | str:
    """What is said of the deed where no row speaks of it: of an item, that none is known; of a decision, who knows."""
    if line.axis == Axis.TEXT:
        return ""
    if headline.mandates:
        return in_a_row([mandate_words(mandate, headline.day) for mandate in headline.mandates])
    if headline.carriers:
        told = [format_html("{} ({})", item, words_of(other.deed, other)) for item, other in headline.carriers]
        return filled(_("voir %(items)s"), items=in_a_row(told))
    if headline.expects_deed:
        return filled(_("aucune étape connue au %(date)s"), date=short_date(headline.horizon))
    return ""


def mandate_words(mandate, day: date) -> SafeString:
    started, ended = short_date(mandate.started_on), mandate.ended_on
    if ended and ended <= day:
        return filled(_("mandat exercé du %(start)s au %(end)s"), start=started, end=short_date(ended))
    return filled(_("mandat commencé le %(start)s"), start=started)


# The same in short


def short_line(line: Line, headline: Headline) -> SafeString | str:
    if not line:
        return absence(line, headline, short_line)
    return in_a_row([*short_head(line, headline), *latest_words(line), *short_marks(line)])


def short_head(line: Line, headline: Headline) -> Iterable[SafeString]:
    if line.ended:
        yield from (word_and_date(fact) for fact in [line.ended] if fact.axis == line.axis)
        yield from (filled(_("auparavant %(words)s"), words=word_and_date(f)) for f in [line.before] if f)
    if line.head:
        words = word_and_date(line.head)
        yield filled(_("auparavant %(words)s"), words=words) if is_past(line, headline) else words
    elif line.every_part:
        yield filled(_("en partie : %(words)s"), words=word_and_date(line.parts[-1]))
    elif line.states:
        told = (fact for fact in line.states if fact.stage)
        yield from (filled(_("%(state)s : %(fact)s"), state=f.state, fact=word_and_date(f)) for f in told)


def latest_words(line: Line) -> list[SafeString]:
    shown = line.head or (line.parts[-1] if line.parts else None)
    if not shown or not line.latest or line.latest.first <= shown.first:
        return []
    return [filled(_("dernier fait le %(date)s"), date=date_words(line.latest))]


def short_marks(line: Line) -> Iterable[SafeString]:
    if line.postponed:
        yield filled(_("reporté"))
    if line.is_contested:
        yield filled(_("sources contradictoires"))
    if line.search and line.search.row.grade == Grade.OBSERVED:
        yield search_words(line.search)
