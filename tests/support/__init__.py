"""What tests share: made-up definitions and returns, filled workbooks, real clients, readers and validators."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
