def active_names(users):
    names = [user["name"].lower() for user in users if user.get("active")]
    return sorted(names)
