def status_class(code):
    if isinstance(code, int):
        if 200 <= code <= 299:
            return "success"
        if 300 <= code <= 399:
            return "redirect"
        if 400 <= code <= 499:
            return "client error"
        if 500 <= code <= 599:
            return "server error"
