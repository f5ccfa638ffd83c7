def active_names(users):
    names = []
    for i in range(len(users)):
        if users[i].get("active"):
            names.append(users[i]["name"])
    return sorted(names, key=str.lower)
