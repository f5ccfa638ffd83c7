def check_access(user):
    if user is None:
        return "Access denied"
    if "read" in (user.get("permissions") or []):
        return "Read access granted"
    if user.get("admin"):
        return "Full access granted"
    return "Access denied"
