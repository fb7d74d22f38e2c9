"""The one catalogue of messages: how each problem is told, by its code."""

from __future__ import annotations

from shpdocs.words.problem.message import Message
from shpdocs.words.problem.of_answers import ANSWERS
from shpdocs.words.problem.of_files import FILES
from shpdocs.words.problem.of_sense import SENSE

CATALOGUE: dict[str, Message] = FILES | ANSWERS | SENSE
