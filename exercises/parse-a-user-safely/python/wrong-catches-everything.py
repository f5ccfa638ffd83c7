import json


def parse_user(text):
    try:
        data = json.loads(text)
        if not isinstance(data, dict):
            return {"ok": False, "error": "not an object"}
        if data["name"].strip() == "":
            return {"ok": False, "error": "missing name"}
        if type(data["age"]) is not int or data["age"] < 0 or data["age"] > 150:
            return {"ok": False, "error": "bad age"}
        return {"ok": True, "user": {"name": data["name"], "age": data["age"]}}
    except Exception:
        return {"ok": False, "error": "not json"}
