from blog import query, serve


def newest_posts(limit):
    return query(
        """SELECT p.id, p.title, u.name AS author,
                  ARRAY(SELECT c.body FROM comments c WHERE c.post_id = p.id ORDER BY c.created_at, c.id) AS comments
           FROM posts p JOIN users u ON u.id = p.author_id
           WHERE p.status = 'published'
           ORDER BY p.published_at DESC LIMIT %s""",
        (limit,),
    )


serve(newest_posts)
