from blog import query, serve


def posts_with_authors(limit):
    return query(
        """SELECT p.id, p.title, u.name AS author
           FROM posts p JOIN users u ON u.id = p.author_id
           WHERE p.status = 'published'
           ORDER BY p.published_at DESC LIMIT %s""",
        (limit,),
    )


def newest_posts(limit):
    posts = posts_with_authors(limit)
    for post in posts:
        comments = query(
            "SELECT body FROM comments WHERE post_id = %s ORDER BY created_at, id",
            (post["id"],),
        )
        post["comments"] = [comment["body"] for comment in comments]
    return posts


serve(newest_posts)
