import os

import jwt
import psycopg
from flask import Flask, jsonify, request
from psycopg.rows import dict_row

app = Flask(__name__)


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row)


def why_not(db, post_id):
    """An answer for whoever may not change this post, or None."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise jwt.InvalidTokenError(scheme)
        user = jwt.decode(token, os.environ["JWT_SECRET"], algorithms=["HS256"])["sub"]
    except jwt.InvalidTokenError:
        return jsonify(error="unauthorized"), 401
    post = None
    if post_id.isdecimal() and len(post_id) < 19:
        post = db.execute("SELECT * FROM posts WHERE id = %s", (int(post_id),)).fetchone()
    if post and post["author_id"] == int(user):
        return None
    if post and post["status"] == "published":
        return jsonify(error="not your post"), 403
    return jsonify(error="not found"), 404


@app.patch("/api/posts/<post_id>")
def patch(post_id):
    with connect() as db:
        refused = why_not(db, post_id)
        if refused:
            return refused
        title = request.get_json().get("title")
        if not isinstance(title, str) or not title.strip():
            return jsonify(error="title must be a text"), 422
        sql = "UPDATE posts SET title = %s WHERE id = %s RETURNING id, title, author_id"
        return jsonify(db.execute(sql, (title, post_id)).fetchone())


@app.delete("/api/posts/<post_id>")
def remove(post_id):
    with connect() as db:
        refused = why_not(db, post_id)
        if refused:
            return refused
        db.execute("DELETE FROM posts WHERE id = %s", (post_id,))
    return "", 204


app.run(host="127.0.0.1", port=int(os.environ.get("PORT", "3000")))
