def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    result = []
    for i in range((number - 1) * size + 1, number * size + 1):
        if i < len(items):
            result.append(items[i])
    return result
