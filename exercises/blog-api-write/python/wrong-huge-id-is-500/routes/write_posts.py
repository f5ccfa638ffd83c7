import re
import unicodedata

import psycopg
from flask import g

from auth import require_user
from database import connect
from fields import is_text, refuse
from ownership import own_post
from posts import find_post
from problem import Problem


def register(app, config):
    @app.post("/api/posts")
    def create_post():
        user = require_user(config.secret)
        title, body = read_post(g.body, complete=True)
        with connect(config.database) as db:
            try:
                post_id = insert_post(db, user, title, body or "")
            except psycopg.errors.ForeignKeyViolation:
                # A token outlives its account: then the table of users has no such author.
                raise Problem(401, "this account is gone") from None
            post = find_post(db, str(post_id), user)
        return post, 201, {"Location": f"/api/posts/{post_id}"}

    @app.patch("/api/posts/<key>")
    def change_post(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            post = own_post(db, key, user)
            title, body = read_post(g.body)
            emptied = post["status"] == "published" and body is not None and not is_text(body)
            refuse(body=emptied and "is empty, and the post is published")
            db.execute(
                "UPDATE posts SET title = coalesce(%s, title), body = coalesce(%s, body) WHERE id = %s AND author_id = %s",
                (title, body, key, user),
            )
            return find_post(db, key, user)

    @app.post("/api/posts/<key>/publish")
    def publish_post(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            post = own_post(db, key, user)
            refuse(body=not is_text(post["body"]) and "is empty")
            db.execute(
                """UPDATE posts SET status = 'published', published_at = coalesce(published_at, now())
                   WHERE id = %s AND author_id = %s""",
                (key, user),
            )
            return find_post(db, key, user)

    @app.delete("/api/posts/<key>")
    def delete_post(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            own_post(db, key, user)
            db.execute("DELETE FROM posts WHERE id = %s AND author_id = %s", (key, user))
        return "", 204


def insert_post(db, user, title, body):
    base = slug_of(title)
    number = 1
    while True:
        row = db.execute(
            """INSERT INTO posts (author_id, title, slug, body) VALUES (%s, %s, %s, %s)
               ON CONFLICT (slug) DO NOTHING RETURNING id""",
            (user, title, base if number == 1 else f"{base}-{number}", body),
        ).fetchone()
        if row:
            return row["id"]
        number += 1


def slug_of(title):
    plain = unicodedata.normalize("NFKD", title)
    plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return slug if re.search("[a-z]", slug) else f"post-{slug}".rstrip("-")


def read_post(fields, complete=False):
    title, body = fields.get("title"), fields.get("body")
    refuse(
        title=(complete or "title" in fields) and not is_text(title) and "is missing",
        body="body" in fields and not isinstance(body, str) and "is no text",
    )
    return title, body
