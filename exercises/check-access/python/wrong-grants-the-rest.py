def check_access(user):
    if user is None:
        return "Access denied"
    if user.get("admin"):
        return "Full access granted"
    permissions = user.get("permissions")
    if permissions is not None and "read" not in permissions:
        return "Access denied"
    return "Read access granted"
