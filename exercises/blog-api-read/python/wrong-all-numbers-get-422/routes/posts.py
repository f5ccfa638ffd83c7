from flask import request

from auth import current_user
from database import connect
from posts import ORDERS, find_post, list_posts
from problem import Problem
from queries import number, one_of


def register(app, config):
    @app.get("/api/posts")
    def index():
        user = current_user(config.secret)
        query = read_query(request.args)
        if query["status"] == "draft" and user is None:
            raise Problem(401, "log in to see your drafts")
        with connect(config.database) as db:
            return list_posts(db, {**query, "user": user})

    @app.get("/api/posts/<key>")
    def show(key):
        user = current_user(config.secret)
        with connect(config.database) as db:
            post = find_post(db, key, user)
        if post is None:
            raise Problem(404, "there is no such post")
        return post


def read_query(args):
    author = args.get("author")
    return {
        "status": one_of(["published", "draft"], "status", args.get("status", "published")),
        "sort": one_of(list(ORDERS), "sort", args.get("sort", "newest")),
        "category": args.get("category"),
        "author": None if author is None else number("author", author),
        "page": number("page", args.get("page", "1")),
        "limit": number("limit", args.get("limit", "20"), 100),
    }
