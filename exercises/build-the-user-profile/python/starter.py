# Hand back a dict with the keys id, name, age, permissions and
# active (always True). The list must be a copy: what the caller does to
# their own list later must not show in the profile.
def build_profile(id, name, age, permissions):
    return {}
