import json


def parse_user(text):
    try:
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError("not an object")
        name = data.get("name")
        if not isinstance(name, str) or name.strip() == "":
            raise ValueError("missing name")
        age = data.get("age")
        if type(age) is not int or age < 0 or age > 150:
            raise ValueError("bad age")
        return {"ok": True, "user": {"name": name, "age": age}}
    except ValueError as error:
        return {"ok": False, "error": str(error)}
