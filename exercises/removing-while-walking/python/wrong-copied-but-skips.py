def active_users(users):
    rest = list(users)
    for user in rest:
        if not user["active"]:
            rest.remove(user)
    return rest
