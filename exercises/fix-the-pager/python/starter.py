# Hand back page `number` (from 1) of the items, `size` on each page.
# There are two faults in here.
def page(items, number, size):
    if number < 1:
        raise ValueError("page numbers start at 1")
    pages = len(items) // size
    if number > pages:
        return []
    result = []
    for i in range((number - 1) * size, number * size + 1):
        if i < len(items):
            result.append(items[i])
    return result
