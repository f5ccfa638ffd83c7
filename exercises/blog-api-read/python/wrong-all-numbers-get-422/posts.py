"""What is asked of the database about posts."""

import re

ORDERS = {
    "newest": "coalesce(p.published_at, p.created_at) DESC, p.id DESC",
    "oldest": "coalesce(p.published_at, p.created_at), p.id",
    "title": "lower(p.title), p.id",
}

SUMMARY = """p.id, p.title, p.slug, p.status, p.published_at,
  json_build_object('id', u.id, 'name', u.name) AS author,
  ARRAY(SELECT c.name FROM post_categories pc JOIN categories c ON c.id = pc.category_id
        WHERE pc.post_id = p.id ORDER BY c.name) AS categories"""

MATCHING = """FROM posts p JOIN users u ON u.id = p.author_id
  WHERE p.status = %(status)s AND (p.status = 'published' OR p.author_id = %(user)s)
    AND (%(author)s::bigint IS NULL OR p.author_id = %(author)s)
    AND (%(category)s::text IS NULL OR EXISTS (
      SELECT 1 FROM post_categories pc JOIN categories c ON c.id = pc.category_id
      WHERE pc.post_id = p.id AND lower(c.name) = lower(%(category)s)))"""


def list_posts(db, query):
    """Published posts, or the drafts of the user who asks."""
    page, limit = query["page"], query["limit"]
    total = db.execute(f"SELECT count(*) AS total {MATCHING}", query).fetchone()["total"]
    rows = db.execute(
        f"SELECT {SUMMARY} {MATCHING} ORDER BY {ORDERS[query['sort']]} LIMIT %(limit)s OFFSET %(offset)s",
        {**query, "offset": (page - 1) * limit},
    ).fetchall()
    return {"data": [to_json(row) for row in rows], "page": page, "limit": limit, "total": total}


def find_post(db, key, user):
    """The post with this id or slug, or None where there is none that the user may see."""
    column = "p.id" if re.fullmatch(r"[0-9]{1,18}", key) else "p.slug"
    row = db.execute(
        f"""SELECT {SUMMARY}, p.body FROM posts p JOIN users u ON u.id = p.author_id
            WHERE {column} = %s AND (p.status = 'published' OR p.author_id = %s)""",
        (key, user),
    ).fetchone()
    return row and to_json(row)


def to_json(row):
    published_at = row["published_at"]
    return {**row, "published_at": published_at and published_at.isoformat()}
