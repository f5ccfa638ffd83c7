"""The only reader of the environment."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    database: str
    max_loans: int
    port: int


def load_config():
    env = os.environ
    return Config(env["DATABASE_URL"], int(env["MAX_LOANS"]), int(env.get("PORT") or 3000))
