def check_access(user):
    if user is None:
        return "Access denied"
    if user.get("admin"):
        return "Full access granted"
    permissions = user.get("permissions")
    if permissions and permissions[0] == "read":
        return "Read access granted"
    return "Access denied"
