def active_users(users):
    return [user["name"] for user in users if user["active"]]
