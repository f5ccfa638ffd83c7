from blog import query, serve


# Right, but it asks again and again.
def newest_posts(limit):
    posts = query(
        """SELECT id, title, author_id FROM posts
           WHERE status = 'published' ORDER BY published_at DESC LIMIT %s""",
        (limit,),
    )
    data = []
    for post in posts:
        author = query("SELECT name FROM users WHERE id = %s", (post["author_id"],))[0]
        comments = query(
            "SELECT body FROM comments WHERE post_id = %s ORDER BY created_at, id",
            (post["id"],),
        )
        data.append({
            "id": post["id"],
            "title": post["title"],
            "author": author["name"],
            "comments": [comment["body"] for comment in comments],
        })
    return data


serve(newest_posts)
