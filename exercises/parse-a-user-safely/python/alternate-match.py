import json


def parse_user(text):
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        return {"ok": False, "error": "not json"}
    match data:
        case {"name": str(name), "age": bool()} if name.strip():
            return {"ok": False, "error": "bad age"}
        case {"name": str(name), "age": int(age)} if name.strip() and age in range(151):
            return {"ok": True, "user": {"name": name, "age": age}}
        case {"name": str(name)} if name.strip():
            return {"ok": False, "error": "bad age"}
        case {}:
            return {"ok": False, "error": "missing name"}
        case _:
            return {"ok": False, "error": "not an object"}
