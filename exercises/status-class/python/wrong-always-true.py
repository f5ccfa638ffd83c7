def status_class(code):
    if not isinstance(code, int):
        return "unknown"
    if code == 200 or 299:
        return "success"
    if code == 300 or 399:
        return "redirect"
    if code == 400 or 499:
        return "client error"
    if code == 500 or 599:
        return "server error"
    return "unknown"
