def check_access(user):
    if user["admin"]:
        return "Full access granted"
    elif "read" in user["permissions"]:
        return "Read access granted"
    else:
        return "Access denied"
