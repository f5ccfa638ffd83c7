import json


# Hand back {"ok": True, "user": …} or {"ok": False, "error": …}.
def parse_user(text):
    data = json.loads(text)
    return {"ok": True, "user": data}
