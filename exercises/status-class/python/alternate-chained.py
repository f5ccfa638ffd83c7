def status_class(code):
    name = "unknown"
    if isinstance(code, int):
        if 200 <= code < 300:
            name = "success"
        elif 300 <= code < 400:
            name = "redirect"
        elif 400 <= code < 500:
            name = "client error"
        elif 500 <= code < 600:
            name = "server error"
    return name
