def retry(fn, times):
    if times < 1:
        raise ValueError(f"times must be at least 1: {times}")
    for call in range(1, times + 1):
        try:
            return fn()
        except Exception:
            if call == times:
                raise


done = False
result = None


def once(fn):
    def only(*args):
        global done, result
        if not done:
            result = fn(*args)
            done = True
        return result

    return only
