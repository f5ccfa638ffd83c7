def status_class(code):
    if not isinstance(code, int) or code > 599:
        return "unknown"
    if code >= 200:
        return "success"
    elif code >= 300:
        return "redirect"
    elif code >= 400:
        return "client error"
    elif code >= 500:
        return "server error"
    return "unknown"
