def check_access(user):
    if user is None:
        return "Access denied"
    if user["is_admin"]:
        return "Full access granted"
    if "read" in (user.get("permissions") or []):
        return "Read access granted"
    return "Access denied"
