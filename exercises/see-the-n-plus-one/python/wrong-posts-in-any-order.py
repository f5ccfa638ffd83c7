from blog import query, serve


def posts_with_authors(limit):
    return query(
        """SELECT p.id, p.title, u.name AS author
           FROM posts p JOIN users u ON u.id = p.author_id
           WHERE p.status = 'published'
           AND p.id = ANY(ARRAY(SELECT id FROM posts WHERE status = 'published' ORDER BY published_at DESC LIMIT %s))""",
        (limit,),
    )


def newest_posts(limit):
    posts = {post["id"]: {**post, "comments": []} for post in posts_with_authors(limit)}
    comments = query(
        """SELECT post_id, body FROM comments
           WHERE post_id = ANY(%s) ORDER BY created_at, id""",
        (list(posts),),
    )
    for comment in comments:
        posts[comment["post_id"]]["comments"].append(comment["body"])
    return list(posts.values())


serve(newest_posts)
