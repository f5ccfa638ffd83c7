def active_users(users):
    rest = []
    for user in users:
        if user["active"]:
            rest.append(user)
        return rest
    return rest
