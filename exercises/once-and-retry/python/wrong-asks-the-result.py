def retry(fn, times):
    if times < 1:
        raise ValueError(f"times must be at least 1: {times}")
    for call in range(1, times + 1):
        try:
            return fn()
        except Exception:
            if call == times:
                raise


def once(fn):
    result = None

    def only(*args):
        nonlocal result
        if not result:
            result = fn(*args)
        return result

    return only
