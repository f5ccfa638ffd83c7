GRANTED = {"full": "Full access granted", "read": "Read access granted"}


def level(user):
    user = user or {}
    if user.get("admin", False):
        return "full"
    permissions = user.get("permissions") or ()
    return "read" if any(word == "read" for word in permissions) else "none"


def check_access(user):
    return GRANTED.get(level(user), "Access denied")
