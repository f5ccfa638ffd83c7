def build_profile(id, name, age, permissions):
    own = []
    while permissions:
        own.append(permissions.pop(0))
    return {"id": id, "name": name, "age": age, "permissions": own, "active": True}
