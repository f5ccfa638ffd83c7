import json


def build_profile(id, name, age, permissions):
    profile = {"id": id, "name": name, "age": age, "permissions": permissions, "active": True}
    return json.dumps(profile)
