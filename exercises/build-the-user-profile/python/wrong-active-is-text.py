def build_profile(id, name, age, permissions):
    return {"id": id, "name": name, "age": age, "permissions": list(permissions), "active": "True"}
