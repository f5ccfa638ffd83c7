# Hand back the active users as a new list. Sometimes it goes wrong.
def active_users(users):
    for user in users:
        if not user["active"]:
            users.remove(user)
    return users
