import re

from problem import Problem


def own_post(db, key, user):
    """The rule: only authors change a post, and nobody else gets to know of a draft."""
    if not re.fullmatch("[0-9]+", key):
        raise Problem(404, "there is no such post")
    post = db.execute("SELECT author_id, status, body FROM posts WHERE id = %s", (key,)).fetchone()
    if post is None or (post["status"] == "draft" and post["author_id"] != user):
        raise Problem(404, "there is no such post")
    if post["author_id"] != user:
        raise Problem(403, "this is not your post")
    return post
