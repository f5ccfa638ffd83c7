def active_names(users):
    names = [user["name"] for user in users]
    return sorted(names, key=str.lower)
