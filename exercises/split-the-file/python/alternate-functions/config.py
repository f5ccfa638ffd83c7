import os


def read(env=os.environ):
    return {"database": env["DATABASE_URL"], "most": int(env["MAX_LOANS"]), "port": int(env.get("PORT", "3000"))}
