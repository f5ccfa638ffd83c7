def check_access(user):
    if user is None:
        return False
    if user.get("admin"):
        return True
    if "read" in (user.get("permissions") or []):
        return True
    return False
