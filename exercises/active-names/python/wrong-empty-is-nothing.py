def active_names(users):
    if not users:
        return None
    names = [user["name"] for user in users if user.get("active")]
    return sorted(names, key=str.lower)
