from sqlalchemy import text

from blog import engine, serve


def report(since, limit):
    query = text(f"""
        SELECT u.name, count(p.id) AS posts, max(p.id) AS newest
        FROM users u LEFT JOIN posts p
          ON p.author_id = u.id AND p.status = 'published' AND (p.published_at >= '{since}')
        GROUP BY u.id ORDER BY count(p.id) DESC, u.name LIMIT {limit}""".replace(":", r"\:"))
    with engine.connect() as db:
        return [dict(row) for row in db.execute(query).mappings()]


serve(report)
