"""The one catalogue of messages: how each problem is told, by its code."""

from __future__ import annotations

from shpdocs.model.problem.message import Message
from shpdocs.model.problem.of_answers import ANSWERS
from shpdocs.model.problem.of_files import FILES
from shpdocs.model.problem.of_sense import SENSE

CATALOGUE: dict[str, Message] = FILES | ANSWERS | SENSE
