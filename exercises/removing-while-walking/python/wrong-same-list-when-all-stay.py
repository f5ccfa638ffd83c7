def active_users(users):
    if all(user["active"] for user in users):
        return users
    return [user for user in users if user["active"]]
