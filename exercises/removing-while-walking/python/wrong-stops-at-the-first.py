def active_users(users):
    rest = []
    for user in users:
        if not user["active"]:
            break
        rest.append(user)
    return rest
