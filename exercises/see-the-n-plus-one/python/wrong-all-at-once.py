from concurrent.futures import ThreadPoolExecutor

from blog import query, serve


def complete(post):
    author = query("SELECT name FROM users WHERE id = %s", (post["author_id"],))[0]
    comments = query(
        "SELECT body FROM comments WHERE post_id = %s ORDER BY created_at, id",
        (post["id"],),
    )
    return {
        "id": post["id"],
        "title": post["title"],
        "author": author["name"],
        "comments": [comment["body"] for comment in comments],
    }


def newest_posts(limit):
    posts = query(
        """SELECT id, title, author_id FROM posts
           WHERE status = 'published' ORDER BY published_at DESC LIMIT %s""",
        (limit,),
    )
    with ThreadPoolExecutor(10) as pool:
        return list(pool.map(complete, posts))


serve(newest_posts)
