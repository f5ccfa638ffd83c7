def active_names(users):
    names = [user["name"] for user in users if user.get("active")]
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
