def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    pages = round(len(items) / size)
    if number > pages:
        return []
    result = []
    for i in range((number - 1) * size, number * size):
        if i < len(items):
            result.append(items[i])
    return result
