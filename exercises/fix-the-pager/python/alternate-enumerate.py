def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    return [item for i, item in enumerate(items) if i // size + 1 == number]
