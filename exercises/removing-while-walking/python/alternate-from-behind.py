def active_users(users):
    rest = list(users)
    for i in range(len(rest) - 1, -1, -1):
        if not rest[i]["active"]:
            del rest[i]
    return rest
