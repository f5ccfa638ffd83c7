def active_names(users):
    active = filter(lambda user: user.get("active", False), users)
    names = list(map(lambda user: user["name"], active))
    names.sort(key=lambda name: name.casefold())
    return names
