from blog import query, serve


def newest_posts(limit):
    rows = query(
        """SELECT p.id, p.title, u.name AS author, c.body
           FROM (SELECT * FROM posts WHERE status = 'published' ORDER BY published_at DESC LIMIT %s) p
           JOIN users u ON u.id = p.author_id
           LEFT JOIN comments c ON c.post_id = p.id
           ORDER BY p.published_at DESC, c.created_at, c.id""",
        (limit,),
    )
    posts = {}
    for row in rows:
        body = row.pop("body")
        post = posts.setdefault(row["id"], {**row, "comments": []})
        if body is not None:
            post["comments"].append(body)
    return list(posts.values())


serve(newest_posts)
