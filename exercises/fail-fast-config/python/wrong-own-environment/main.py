import os

MODES = ["development", "test", "production"]


def load_config(env):
    def read(name):
        return os.environ.get(name, "").strip()

    problems = []
    database = read("DATABASE_URL")
    if not database.startswith(("postgres://", "postgresql://")):
        problems.append("DATABASE_URL must begin with postgres://")

    secret = read("JWT_SECRET")
    if len(secret) < 32:
        problems.append("JWT_SECRET must have 32 characters or more")

    port = read("PORT") or "3000"
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        problems.append("PORT must be a whole number from 1 to 65535")

    mode = read("APP_ENV")
    if mode not in MODES:
        problems.append(f"APP_ENV must be one of {', '.join(MODES)}")

    if problems:
        raise ValueError("invalid configuration: " + "; ".join(problems))
    return {"database": database, "secret": secret, "port": int(port), "mode": mode}
