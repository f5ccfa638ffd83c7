def wrap(items):
    return {"items": list(items)}
