def build_profile(id, name, age, permissions):
    print({"id": id, "name": name, "age": age, "permissions": list(permissions), "active": True})
