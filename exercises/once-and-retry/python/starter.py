def retry(fn, times):
    return fn()


def once(fn):
    return fn
