import re


def slugify(title):
    """The last part of an address, made from a title."""
    if not isinstance(title, str):
        raise TypeError("the title must be a text")
    dashed = re.sub(r"[^a-z0-9]", "-", title.lower())
    slug = dashed.strip("-")[:20].rstrip("-")
    return slug or "untitled"
