# Works, and is hard to read. Say the same with a comprehension and sorted.
def active_names(users):
    names = []
    for i in range(len(users)):
        if "active" in users[i]:
            if users[i]["active"]:
                names.append(users[i]["name"])
    i = 1
    while i < len(names):
        j = i
        while j > 0:
            left = names[j - 1].lower()
            right = names[j].lower()
            if left <= right:
                break
            name = names[j]
            names[j] = names[j - 1]
            names[j - 1] = name
            j -= 1
        i += 1
    return names
