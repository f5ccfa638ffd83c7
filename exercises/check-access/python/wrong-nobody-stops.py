def check_access(user):
    if user.get("admin"):
        return "Full access granted"
    if "read" in (user.get("permissions") or []):
        return "Read access granted"
    return "Access denied"
