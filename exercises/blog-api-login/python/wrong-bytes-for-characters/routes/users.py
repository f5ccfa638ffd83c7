import re

import psycopg
from flask import g

from auth import check_login, hash_password, issue_token, matches, require_user
from database import connect
from fields import is_text, refuse
from problem import Problem


def register(app, config):
    @app.post("/api/users")
    def create_user():
        name, email, password = read_user(g.body)
        password_hash = hash_password(password)
        try:
            with connect(config.database) as db:
                user = db.execute(
                    """INSERT INTO users (name, email, password_hash) VALUES (%s, %s, %s)
                       RETURNING id, name, email""",
                    (name, email, password_hash),
                ).fetchone()
        except psycopg.errors.UniqueViolation:
            raise Problem(409, "this email is registered already") from None
        return user, 201

    @app.post("/api/login")
    def login():
        email, password = g.body.get("email"), g.body.get("password")
        refuse(email=not is_text(email) and "is missing", password=not is_text(password) and "is missing")

        with connect(config.database) as db:
            user = db.execute(
                "SELECT id, password_hash FROM users WHERE lower(email) = lower(%s)", (email,)
            ).fetchone()
        if not check_login(user, password, matches):
            raise Problem(401, "wrong email or password")
        return {"token": issue_token(user["id"], config.secret)}

    @app.get("/api/me")
    def me():
        user_id = require_user(config.secret)
        with connect(config.database) as db:
            user = db.execute("SELECT id, name, email FROM users WHERE id = %s", (user_id,)).fetchone()
        if user is None:
            raise Problem(401, "this account is gone")
        return user


def read_user(body):
    name, email, password = body.get("name"), body.get("email"), body.get("password")
    good_email = is_text(email) and re.fullmatch(r"[^@\s]+@[^@\s]+", email)
    good_password = is_text(password) and 8 <= len(password.encode()) <= 72
    refuse(
        name=not is_text(name) and "is missing",
        email=not good_email and "is no address",
        password=not good_password and "has 8 characters or more, and at most 72 bytes",
    )
    return name, email.lower(), password
