import re

from posts import find_post
from problem import Problem


def own_post(db, key, user):
    """The rule: only authors change a post, and nobody else gets to know of a draft."""
    post = find_post(db, key, user) if re.fullmatch("[0-9]+", key) else None
    if post is None:
        raise Problem(404, "there is no such post")
    if post["author"]["id"] != user:
        raise Problem(403, "this is not your post")
    return post
