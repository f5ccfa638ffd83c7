import os
from datetime import datetime

import psycopg
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Text, create_engine, func, select

engine = create_engine(
    "postgresql+psycopg://",
    creator=lambda: psycopg.connect(os.environ["DATABASE_URL"], autocommit=True),
    isolation_level="AUTOCOMMIT",  # nothing but your own statements is sent
    use_native_hstore=False,
)

metadata = MetaData()
users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
)
posts = Table(
    "posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author_id", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("published_at", DateTime(timezone=True)),
)

engine.connect().close()  # SQLAlchemy asks the server a few things the first time

app = FastAPI()


def report(since, limit):
    """Asks of each user, in two sub-queries, what they have published."""

    def of_posts(value):
        return (
            select(value)
            .where(posts.c.author_id == users.c.id)
            .where(posts.c.status == "published")
            .where(posts.c.published_at >= since)
            .scalar_subquery()
        )

    written = of_posts(func.count(posts.c.id)).label("posts")
    newest = of_posts(func.max(posts.c.id)).label("newest")
    query = select(users.c.name, written, newest).order_by(written.desc(), users.c.name).limit(limit)
    with engine.connect() as db:
        return [dict(row) for row in db.execute(query).mappings()]


@app.get("/api/authors")
def authors(since: datetime = datetime(2000, 1, 1), limit: int = 10):
    return {"data": report(since, limit)}


uvicorn.run(app, port=int(os.environ.get("PORT", "3000")), log_level="warning")
