def build_profile(id, name, age, permissions):
    return {"id": id, "name": name, "age": age, "permissions": [permissions], "active": True}
