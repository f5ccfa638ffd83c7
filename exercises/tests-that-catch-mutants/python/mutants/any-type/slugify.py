import re


def slugify(title):
    """The last part of an address, made from a title."""
    dashed = re.sub(r"[^a-z0-9]+", "-", str(title).lower())
    slug = dashed.strip("-")[:20].rstrip("-")
    return slug or "untitled"
