def status_class(code):
    if not isinstance(code, int) or code < 200:
        return "unknown"
    if code < 300:
        return "success"
    if code < 400:
        return "redirect"
    if code < 500:
        return "client error"
    return "server error"
