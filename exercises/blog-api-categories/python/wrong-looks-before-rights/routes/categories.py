import psycopg
from flask import g

from auth import require_user
from database import connect
from fields import is_text, refuse
from ownership import own_post
from posts import find_post
from problem import Problem

CATEGORY = """c.id, c.name, (SELECT count(*) FROM post_categories pc JOIN posts p ON p.id = pc.post_id
  WHERE pc.category_id = c.id AND p.status = 'published') AS posts"""


def register(app, config):
    @app.get("/api/categories")
    def list_categories():
        with connect(config.database) as db:
            return {"data": db.execute(f"SELECT {CATEGORY} FROM categories c ORDER BY lower(c.name)").fetchall()}

    @app.post("/api/categories")
    def create_category():
        user = require_user(config.secret)
        with connect(config.database) as db:
            require_admin(db, user)
            return store(db, "INSERT INTO categories AS c (name) VALUES (%s)", (read_name(g.body),)), 201

    @app.patch("/api/categories/<key>")
    def rename_category(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            category_id = read_id(key)
            if db.execute("SELECT 1 FROM categories WHERE id = %s", (category_id,)).fetchone() is None:
                raise not_found()
            require_admin(db, user)
            category = store(db, "UPDATE categories c SET name = %s WHERE id = %s", (read_name(g.body), category_id))
        if category is None:
            raise not_found()
        return category

    @app.delete("/api/categories/<key>")
    def delete_category(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            require_admin(db, user)
            if db.execute("DELETE FROM categories WHERE id = %s", (read_id(key),)).rowcount == 0:
                raise not_found()
        return "", 204

    @app.put("/api/posts/<key>/categories")
    def put_categories(key):
        user = require_user(config.secret)
        with connect(config.database) as db:
            post = own_post(db, key, user)
            names = read_names(g.body)
            with db.transaction():
                set_categories(db, post["id"], names)
            return find_post(db, key, user)


def require_admin(db, user):
    """Rights may be taken away while a token is good, so the table is asked each time."""
    row = db.execute("SELECT is_admin FROM users WHERE id = %s", (user,)).fetchone()
    if row is None or not row["is_admin"]:
        raise Problem(403, "this is for those who look after the categories")


def store(db, statement, values):
    try:
        return db.execute(f"{statement} RETURNING {CATEGORY}", values).fetchone()
    except psycopg.errors.UniqueViolation:
        raise Problem(409, "there is a category of this name") from None


def set_categories(db, post_id, names):
    # One change of a post after the other: the second one waits here for the first.
    db.execute("SELECT FROM posts WHERE id = %s FOR UPDATE", (post_id,))
    rows = db.execute("SELECT id FROM categories WHERE lower(name) = ANY(%s)", (names,)).fetchall()
    refuse(categories=len(rows) < len(names) and "names one that is not there")
    db.execute("DELETE FROM post_categories WHERE post_id = %s", (post_id,))
    db.execute(
        "INSERT INTO post_categories (post_id, category_id) SELECT %s, unnest(%s::bigint[])",
        (post_id, [row["id"] for row in rows]),
    )


def read_names(fields):
    names = fields.get("categories")
    is_list = isinstance(names, list) and all(isinstance(name, str) for name in names)
    refuse(categories=not is_list and "is no list of names")
    return list({name.lower() for name in names})


def read_name(fields):
    name = fields.get("name")
    refuse(name=not is_text(name) and "is missing")
    return name.strip()


def read_id(key):
    if not key.isdecimal() or len(key) > 18:
        raise not_found()
    return key


def not_found():
    return Problem(404, "there is no such category")
