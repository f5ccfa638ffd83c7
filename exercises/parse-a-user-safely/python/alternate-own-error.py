import json


class UserError(Exception):
    pass


def read(text):
    try:
        return json.loads(text)
    except ValueError as error:
        raise UserError("not json") from error


def check(data):
    if type(data) is not dict:
        raise UserError("not an object")
    name, age = data.get("name"), data.get("age")
    if not (isinstance(name, str) and name.strip()):
        raise UserError("missing name")
    if isinstance(age, bool) or not isinstance(age, int) or not 0 <= age <= 150:
        raise UserError("bad age")
    return dict(name=name, age=age)


def parse_user(text):
    try:
        return {"ok": True, "user": check(read(text))}
    except UserError as error:
        return {"ok": False, "error": str(error)}
