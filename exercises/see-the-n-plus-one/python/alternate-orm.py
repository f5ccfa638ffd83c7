import json
import os
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import psycopg
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, selectinload

port = int(os.environ.get("PORT", "3000"))
engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(os.environ["DATABASE_URL"]))


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Comment(Base):
    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    body: Mapped[str]
    created_at: Mapped[datetime]


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    status: Mapped[str]
    published_at: Mapped[datetime | None]
    author: Mapped[User] = relationship()
    comments: Mapped[list[Comment]] = relationship(order_by=(Comment.created_at, Comment.id))


# BEGIN, the posts with their authors, the comments of all of them, ROLLBACK
def newest_posts(limit):
    query = (
        select(Post)
        .options(joinedload(Post.author), selectinload(Post.comments))
        .where(Post.status == "published")
        .order_by(Post.published_at.desc())
        .limit(limit)
    )
    with Session(engine) as session:
        return [
            {
                "id": post.id,
                "title": post.title,
                "author": post.author.name,
                "comments": [comment.body for comment in post.comments],
            }
            for post in session.scalars(query)
        ]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        if url.path != "/api/posts":
            return self.reply(404, {"error": "not found"})
        limit = int(parse_qs(url.query).get("limit", ["20"])[0])
        self.reply(200, {"data": newest_posts(limit)})

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
