def status_class(code):
    if code is None or isinstance(code, float):
        return "unknown"
    try:
        code = int(code)
    except ValueError:
        return "unknown"
    if code < 200 or code > 599:
        return "unknown"
    if code < 300:
        return "success"
    if code < 400:
        return "redirect"
    if code < 500:
        return "client error"
    return "server error"
