from datetime import datetime

from sqlalchemy import func, select

from blog import Post, User, engine, serve


def report(since, limit):
    counted = (
        select(Post.author_id, func.count().label("posts"), func.max(Post.id).label("newest"))
        .where(Post.status == "published", Post.published_at >= datetime.fromisoformat(since))
        .group_by(Post.author_id)
        .subquery()
    )
    posts = func.coalesce(counted.c.posts, 0).label("posts")
    query = (
        select(User.name, posts, counted.c.newest)
        .outerjoin(counted, counted.c.author_id == User.id)
        .order_by(posts.desc(), User.name)
        .limit(limit)
    )
    with engine.connect() as db:
        return [dict(row) for row in db.execute(query).mappings()]


serve(report)
