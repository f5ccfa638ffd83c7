def active_users(users):
    rest = list(users)
    for i, user in enumerate(users):
        if not user["active"] and i < len(rest):
            del rest[i]
    return rest
