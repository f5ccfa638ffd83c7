def active_names(users):
    names = []
    for user in users:
        if "active" in user and user["active"]:
            names.append(user["name"])
    return sorted(names, key=str.lower)
