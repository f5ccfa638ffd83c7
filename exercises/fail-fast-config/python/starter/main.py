# Read the settings from env, check all of them, and hand back a dict with the
# keys database, secret, port and mode. The task says what is right.
def load_config(env):
    return {
        "database": env.get("DATABASE_URL"),
        "secret": env.get("JWT_SECRET", "secret"),
        "port": env.get("PORT", 3000),
        "mode": env.get("APP_ENV"),
    }
