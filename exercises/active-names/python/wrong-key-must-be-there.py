def active_names(users):
    names = [user["name"] for user in users if user["active"]]
    return sorted(names, key=str.lower)
