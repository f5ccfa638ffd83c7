def page(items, number, size):
    start = (number - 1) * size
    if number < 1 or start >= len(items):
        raise ValueError("no such page")
    return items[start:start + size]
