from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from blog import Post, User, engine, serve


def report(since, limit):
    """since is a text such as "2025-02-20", limit a number."""
    # TODO: all users with the number of their posts since then, and the newest
    with Session(engine) as session:
        rows = session.execute(select(User.name))
        return [{"name": name} for (name,) in rows]


serve(report)
