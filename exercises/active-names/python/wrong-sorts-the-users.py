def active_names(users):
    users.sort(key=lambda user: user["name"].lower())
    return [user["name"] for user in users if user.get("active")]
