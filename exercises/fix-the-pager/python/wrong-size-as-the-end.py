def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    return items[(number - 1) * size:size]
