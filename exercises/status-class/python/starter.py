# Hand back "success", "redirect", "client error", "server error" or
# "unknown".
def status_class(code):
    return ""
