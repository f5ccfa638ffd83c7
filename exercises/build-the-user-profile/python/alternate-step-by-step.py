def build_profile(id, name, age, permissions):
    profile = {"id": id, "name": name, "age": age}
    profile["permissions"] = permissions[:]
    profile["active"] = True
    return profile
