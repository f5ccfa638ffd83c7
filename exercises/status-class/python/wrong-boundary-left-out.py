def status_class(code):
    if not isinstance(code, int):
        return "unknown"
    if 200 < code < 300:
        return "success"
    if 300 < code < 400:
        return "redirect"
    if 400 < code < 500:
        return "client error"
    if 500 < code < 600:
        return "server error"
    return "unknown"
