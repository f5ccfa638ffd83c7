def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    pages = max(1, -(-len(items) // size))
    if number > pages:
        number = pages
    start = (number - 1) * size
    return items[start:start + size]
