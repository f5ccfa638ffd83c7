def active_users(users):
    i = 0
    while i < len(users):
        if not users[i]["active"]:
            del users[i]
            i -= 1
        i += 1
    return users
