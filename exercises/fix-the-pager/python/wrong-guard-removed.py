def page(items, number, size):
    result = []
    for i in range((number - 1) * size, number * size):
        if 0 <= i < len(items):
            result.append(items[i])
    return result
