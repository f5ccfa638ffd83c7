from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from blog import Post, User, engine, serve


def report(since, limit):
    posted = and_(
        Post.author_id == User.id,
        Post.status == "published",
        Post.published_at >= datetime.fromisoformat(since),
    )
    query = (
        select(User.name, func.count(Post.id), func.max(Post.id))
        .outerjoin(Post, posted)
        .group_by(User.id)
        .order_by(func.count(Post.id).desc(), User.name)
        .limit(limit)
    )
    with Session(engine) as session:
        rows = session.execute(query)
        return [{"name": name, "posts": posts, "newest": newest} for name, posts, newest in rows]


serve(report)
