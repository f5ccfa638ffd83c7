def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    start = (number - 1) * size
    result = items[start:start + size]
    del items[start:start + size]
    return result
