import re

CHECKS = {
    "database": ("DATABASE_URL", "", r"postgres(ql)?://.+"),
    "secret": ("JWT_SECRET", "", r".{32,}"),
    "port": ("PORT", "3000", r"[1-9][0-9]{0,4}"),
    "mode": ("APP_ENV", "", r"development|test|production"),
}


class ConfigError(ValueError):
    pass


def load_config(env):
    config, wrong = {}, []
    for key, (name, default, pattern) in CHECKS.items():
        text = (env.get(name) or "").strip() or default
        if not re.fullmatch(pattern, text):
            wrong.append(name)
        config[key] = text
    if "PORT" not in wrong and int(config["port"]) > 65535:
        wrong.append("PORT")
    if wrong:
        raise ConfigError(f"check these variables: {wrong}")
    return config | {"port": int(config["port"])}
