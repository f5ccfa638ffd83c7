def active_names(users):
    names = list(dict.fromkeys(user["name"] for user in users if user.get("active")))
    return sorted(names, key=str.lower)
