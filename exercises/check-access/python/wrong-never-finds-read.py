def check_access(user):
    if user is None:
        return "Access denied"
    if user.get("admin"):
        return "Full access granted"
    if user.get("permissions") == "read":
        return "Read access granted"
    return "Access denied"
