def active_users(users):
    return [user for user in users if not user["active"]]
