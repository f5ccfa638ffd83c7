def status_class(code):
    if not isinstance(code, int):
        return "unknown"
    names = {"2": "success", "3": "redirect", "4": "client error", "5": "server error"}
    return names.get(str(code)[0], "unknown")
