"""The one catalogue of messages: how each problem is told, by its code."""

from __future__ import annotations

from shpdocs.model.problem.answer_messages import ANSWERS
from shpdocs.model.problem.check_messages import SENSE
from shpdocs.model.problem.file_messages import FILES
from shpdocs.model.problem.message import Message

CATALOGUE: dict[str, Message] = FILES | ANSWERS | SENSE
