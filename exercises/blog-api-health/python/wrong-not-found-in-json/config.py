from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    database: str
    secret: str
    port: int


def load_config(env):
    """The only reader of the environment."""
    database = env.get("DATABASE_URL", "")
    secret = env.get("JWT_SECRET", "")
    port = env.get("PORT") or "3000"
    rules = [
        (database.startswith(("postgres://", "postgresql://")), "DATABASE_URL: begins with postgres://"),
        (len(secret) >= 32, "JWT_SECRET: 32 characters or more"),
        (port.isdecimal() and 1 <= int(port) <= 65535, "PORT: a number from 1 to 65535"),
    ]
    problems = [text for fine, text in rules if not fine]
    if problems:
        raise ValueError("\n".join(problems))
    return Config(database, secret, int(port))
