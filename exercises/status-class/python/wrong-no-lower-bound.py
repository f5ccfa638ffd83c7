def status_class(code):
    if not isinstance(code, int):
        return "unknown"
    if code < 300:
        return "success"
    if code < 400:
        return "redirect"
    if code < 500:
        return "client error"
    if code < 600:
        return "server error"
    return "unknown"
