def retry(fn, times):
    if times < 1:
        raise ValueError("times is below 1")
    try:
        return fn()
    except Exception:
        if times == 1:
            raise
    return retry(fn, times - 1)


def once(fn):
    results = []

    def wrapper(*args):
        if not results:
            results.append(fn(*args))
        return results[0]

    return wrapper
