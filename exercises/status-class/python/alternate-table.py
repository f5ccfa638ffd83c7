CLASSES = {2: "success", 3: "redirect", 4: "client error", 5: "server error"}


def status_class(code):
    if type(code) is not int:
        return "unknown"
    return CLASSES.get(code // 100, "unknown")
