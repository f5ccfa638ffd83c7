def active_users(users):
    rest = [user for user in users if user["active"]]
    if rest:
        return rest
