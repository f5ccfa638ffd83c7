def active_names(users):
    names = [user["name"] for user in users if user.get("active")]
    return sorted(names, key=lambda name: (name.lower(), name))
