from blog import query, serve


def posts_with_authors(limit):
    posts = query(
        """SELECT id, title, author_id FROM posts
           WHERE status = 'published' ORDER BY published_at DESC LIMIT %s""",
        (limit,),
    )
    for post in posts:
        author = query("SELECT name FROM users WHERE id = %s", (post.pop("author_id"),))[0]
        post["author"] = author["name"]
    return posts


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
