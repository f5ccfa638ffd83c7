def active_names(users):
    names = [user["name"] for user in users if user.get("active", True)]
    return sorted(names, key=str.lower)
