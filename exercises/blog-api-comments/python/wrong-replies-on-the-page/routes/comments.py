import psycopg
from flask import g, request

from auth import current_user, require_user
from database import connect
from fields import is_text, refuse
from posts import find_post
from problem import Problem
from queries import number

COMMENT = """c.id, c.parent_id, c.body, c.created_at,
  CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'name', u.name) END AS author"""


def register(app, config):
    @app.get("/api/posts/<key>/comments")
    def list_of_post(key):
        user = current_user(config.secret)
        with connect(config.database) as db:
            post = visible_post(db, key, user)
            page = number("page", request.args.get("page", "1"), 999_999)
            limit = number("limit", request.args.get("limit", "20"), 100)
            return list_comments(db, post["id"], page, limit)

    @app.post("/api/posts/<key>/comments")
    def create_comment(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            post = visible_post(db, key, user)
            body, parent_id = read_comment(g.body)
            try:
                row = db.execute(
                    f"""WITH c AS (INSERT INTO comments (post_id, author_id, parent_id, body)
                                   VALUES (%s, %s, %s, %s) RETURNING *)
                        SELECT {COMMENT} FROM c LEFT JOIN users u ON u.id = c.author_id""",
                    (post["id"], user, parent_id, body),
                ).fetchone()
            except psycopg.errors.ForeignKeyViolation as error:
                # A token outlives its account: then the table of users has no such author.
                if error.diag.constraint_name == "comments_author_id_fkey":
                    raise Problem(401, "this account is gone") from None
                refuse(parent_id="is no comment on this post")
        return to_json(row), 201

    @app.delete("/api/comments/<key>")
    def delete_comment(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            comment = find_comment(db, key, user)
            if comment is None:
                raise Problem(404, "there is no such comment")
            if user not in (comment["author_id"], comment["post_author_id"]):
                raise Problem(403, "this is not yours")
            db.execute("DELETE FROM comments WHERE id = %s", (comment["id"],))
        return "", 204


def visible_post(db, key, user):
    post = find_post(db, key, user) if key.isdecimal() else None
    if post is None:
        raise Problem(404, "there is no such post")
    return post


def list_comments(db, post_id, page, limit):
    """One page of the comments on the post itself, each with all replies below it."""
    total = db.execute(
        "SELECT count(*) AS total FROM comments WHERE post_id = %s", (post_id,)
    ).fetchone()["total"]
    rows = db.execute(
        f"""SELECT {COMMENT} FROM comments c LEFT JOIN users u ON u.id = c.author_id WHERE c.post_id = %s
            ORDER BY c.created_at, c.id LIMIT %s OFFSET %s""",
        (post_id, limit, (page - 1) * limit),
    ).fetchall()
    return {"data": as_tree(rows), "page": page, "limit": limit, "total": total}


def as_tree(rows):
    comments = {row["id"]: to_json(row) for row in rows}
    for comment in comments.values():
        if comment["parent_id"] is not None:
            comments[comment["parent_id"]]["replies"].append(comment)
    return list(comments.values())


def find_comment(db, key, user):
    """A comment that the user may see, and who has a say in it."""
    if not key.isdecimal() or len(key) > 18:
        return None
    return db.execute(
        """SELECT c.id, c.author_id, p.author_id AS post_author_id
           FROM comments c JOIN posts p ON p.id = c.post_id
           WHERE c.id = %s AND (p.status = 'published' OR p.author_id = %s)""",
        (key, user),
    ).fetchone()


def read_comment(fields):
    body, parent_id = fields.get("body"), fields.get("parent_id")
    refuse(
        body=not (is_text(body) and len(body) <= 2000) and "has 1 to 2000 characters",
        parent_id=parent_id is not None and not is_id(parent_id) and "is no id",
    )
    return body, parent_id


def is_id(value):
    return type(value) is int and 0 < value < 2**63


def to_json(row):
    return {**row, "created_at": row["created_at"].isoformat(), "replies": []}
