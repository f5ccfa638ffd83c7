def retry(fn, times):
    if times < 1:
        raise ValueError("times")
    last = None
    left = times
    while left > 0:
        left -= 1
        try:
            return fn()
        except Exception as error:
            last = error
    raise last


def once(fn):
    kept = {}

    def only(*args):
        if "result" not in kept:
            kept["result"] = fn(*args)
        return kept["result"]

    return only
