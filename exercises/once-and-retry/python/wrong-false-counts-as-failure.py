def retry(fn, times):
    if times < 1:
        raise ValueError(f"times must be at least 1: {times}")
    for call in range(1, times + 1):
        try:
            result = fn()
            if result or call == times:
                return result
        except Exception:
            if call == times:
                raise


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
