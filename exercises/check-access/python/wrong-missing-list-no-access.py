def check_access(user):
    if user is None or user.get("permissions") is None:
        return "Access denied"
    if user.get("admin"):
        return "Full access granted"
    if "read" in user["permissions"]:
        return "Read access granted"
    return "Access denied"
