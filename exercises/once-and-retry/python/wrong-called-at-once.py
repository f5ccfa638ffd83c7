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
    result = fn()
    return lambda *args: result
