def active_users(users):
    rest = users
    for i, user in enumerate(users):
        if not user["active"]:
            rest.pop(i)
    return rest
