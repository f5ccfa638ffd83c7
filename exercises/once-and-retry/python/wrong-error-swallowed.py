def retry(fn, times):
    if times < 1:
        raise ValueError(f"times must be at least 1: {times}")
    for call in range(1, times + 1):
        try:
            return fn()
        except Exception:
            pass


def once(fn):
    done = False
    result = None

    def only(*args, **kwargs):
        nonlocal done, result
        if not done:
            result = fn(*args, **kwargs)
            done = True
        return result

    return only
