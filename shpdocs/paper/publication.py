"""When a paper must be published: so many clear days before the meeting (Local Government Act 1972, section 100B).

England's bank holidays are those that the library `holidays` knows in the version that is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from shpdocs.answers.dates import day_in_words
from shpdocs.answers.values import counted
from shpdocs.model.period import Period
from shpdocs.model.profile import AnswerName
from shpdocs.model.returns import Return
from shpdocs.model.settings import Settings

_DAY = timedelta(days=1)
_SATURDAY = 5
_ACT = 5  # clear days by the Act; more is the council's own rule
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def bank_holidays(years: Iterable[int]) -> frozenset[date]:
    """Return England's bank holidays of those calendar years, those that fall on a Saturday or Sunday among them.

    Years to come for which nothing was proclaimed yet are computed by today's law: a holiday for one occasion, or one that is
    moved, is not known before the library knows of it.
    """
    from holidays import country_holidays  # late: it takes longer to load than the rest of `status`, which rarely needs it

    wanted = sorted(set(years))
    return frozenset(day for day in country_holidays("GB", subdiv="ENG", years=wanted) if day.year in wanted)


class Publication(Struct, frozen=True):
    """When the committee meets and by when its paper must be published.

    `days_left` are calendar days from today to the last day, below 0 if that is past; `is_late` says that it is past and the
    paper was not ready by then. `other` is the day that the partnership's return gives for the meeting, where the settings give
    another one, which counts; else None. `is_day_off` says that the day given for the meeting is no working day.
    """

    meeting: date
    last_day: date
    clear_days: int
    days_left: int
    is_late: bool
    other: date | None = None
    is_day_off: bool = False

    @property
    def words(self) -> str:
        """When the committee meets and the last day to publish, in one sentence."""
        left = "today" if not self.days_left else f"{counted(abs(self.days_left), 'day')} {'left' if self.days_left > 0 else 'ago'}"
        return f"The committee meets on {day_in_words(self.meeting)}; the last day to publish is {day_in_words(self.last_day)} ({left})."

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong, a sentence or two each: the day is past, two days are given for the meeting, or one when nobody works."""
        sentences = []
        if self.is_late:
            count = _WORDS[self.clear_days] if self.clear_days < len(_WORDS) else str(self.clear_days)
            rule = f"{count} clear day{'' if self.clear_days == 1 else 's'}"
            act = "section 100B(4) of the Local Government Act 1972"
            law = f"{act}: {rule}" if self.clear_days == _ACT else f"{act} asks for five clear days, shpdocs.toml for {count}"
            remedy = "Without them the committee may take the item only as urgent, for special circumstances that its chair gives."
            sentences.append(f"The last day to publish is past ({law}). {remedy}")
        if self.other:
            days = f"shpdocs.toml says {day_in_words(self.meeting)}, the partnership's return {day_in_words(self.other)}"
            sentences.append(f"Two days are given for the meeting: {days}. The first is used; correct the one that is wrong.")
        if self.is_day_off:
            sentences.append(f"{day_in_words(self.meeting)} is a weekend or a bank holiday. Check the day of the meeting.")
        return tuple(sentences)


def last_day_to_publish(meeting: date, clear_days: int, holidays: frozenset[date]) -> date:
    """Return the last working day on which so many clear working days still lie between publication and meeting.

    Neither the day of publication nor that of the meeting counts, no Saturday, no Sunday and none of `holidays`.
    """
    day = meeting
    for _ in range(clear_days + 1):
        day -= _DAY
        while _is_day_off(day, holidays):
            day -= _DAY
    return day


def _is_day_off(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() >= _SATURDAY or day in holidays


def publication(meeting: date, other: date | None, clear_days: int, holidays: frozenset[date], today: date, ready: str = "") -> Publication:
    """Return by when a meeting's paper must be published. `other` is the day that the return gives for the meeting, `ready` the
    day ('2024-09-13') on which a paper first stood that is no draft, '' if none did."""
    last = last_day_to_publish(meeting, clear_days, holidays)
    left = (last - today).days
    is_late = left < 0 and not "" < ready <= last.isoformat()
    return Publication(meeting, last, clear_days, left, is_late, None if other == meeting else other, _is_day_off(meeting, holidays))


def publication_of(
    period: Period, settings: Settings, meeting_date: AnswerName | None, returns: Mapping[str, Return], *, today: str, ready: str = ""
) -> Publication | None:
    """Return by when the paper of a period must be published, None if no day of the meeting is known.

    The day is that of the settings, else the answer that the profile names, from the return in force. `today` is a day
    ('2024-09-16') or begins with one, as the time of an event does; `ready` the day on which a paper first stood that is no draft.
    """
    answered = answered_day(meeting_date, returns)
    day = settings.meeting(period) or answered
    if day is None:
        return None
    holidays = bank_holidays((day.year - 1, day.year))
    return publication(day, answered, settings.clear_days, holidays, date.fromisoformat(today[:10]), ready)


def answered_day(name: AnswerName | None, returns: Mapping[str, Return]) -> date | None:
    """The day that the field of that name holds in the returns in force, None if it holds none."""
    return_ = returns.get(name.sub_group) if name else None
    answer = return_.answers["fields"].get(name.key) if return_ and name else None
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
