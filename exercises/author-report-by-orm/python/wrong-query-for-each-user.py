from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from blog import Post, User, engine, serve


def report(since, limit):
    moment = datetime.fromisoformat(since)
    rows = []
    with Session(engine) as session:
        for user in session.scalars(select(User)).all():
            posts, newest = session.execute(
                select(func.count(), func.max(Post.id)).where(
                    and_(Post.author_id == user.id, Post.status == "published", Post.published_at >= moment)
                )
            ).one()
            rows.append({"name": user.name, "posts": posts, "newest": newest})
    rows.sort(key=lambda row: (-row["posts"], row["name"]))
    return rows[:limit]


serve(report)
