def status_class(code):
    if not isinstance(code, int) or code < 200 or code > 599:
        print("unknown")
    elif code < 300:
        print("success")
    elif code < 400:
        print("redirect")
    elif code < 500:
        print("client error")
    else:
        print("server error")
