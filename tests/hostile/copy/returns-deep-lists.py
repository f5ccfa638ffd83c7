# differs
def wrap(items):
    return {"items": {"deep": deep(100_000)}}


def deep(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value
