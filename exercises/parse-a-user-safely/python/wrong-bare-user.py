import json


def failure(error):
    return {"ok": False, "error": error}


def parse_user(text):
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        return failure("not json")
    if not isinstance(data, dict):
        return failure("not an object")
    name = data.get("name")
    if not isinstance(name, str) or name.strip() == "":
        return failure("missing name")
    age = data.get("age")
    if type(age) is not int or age < 0 or age > 150:
        return failure("bad age")
    return {"name": name, "age": age}
