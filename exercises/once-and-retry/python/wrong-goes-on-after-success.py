def retry(fn, times):
    if times < 1:
        raise ValueError(f"times must be at least 1: {times}")
    for call in range(times):
        try:
            result = fn()
            last = None
        except Exception as error:
            last = error
    if last:
        raise last
    return result


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
