def check_access(user):
    if user is None or not user.get("permissions"):
        return "Access denied"
    if user.get("admin"):
        return "Full access granted"
    if "read" in user["permissions"]:
        return "Read access granted"
    return "Access denied"
