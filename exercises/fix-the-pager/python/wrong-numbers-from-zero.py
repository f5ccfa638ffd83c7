def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    start = number * size
    return items[start:start + size]
