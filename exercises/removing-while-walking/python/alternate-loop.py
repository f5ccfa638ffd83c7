def active_users(users):
    active = []
    for user in users:
        if not user["active"]:
            continue
        active.append(user)
    return active
