def active_users(users):
    by_name = {}
    for user in users:
        if user["active"]:
            by_name[user["name"]] = user
    return list(by_name.values())
