import hashlib
import re
import secrets
import time

import jwt
from flask import request

from problem import Problem

ALGORITHM = "HS256"
# The hash of no password. Where there is no user, this is compared, so that it takes as long.
NO_HASH = f"scrypt:{'0' * 32}:{'0' * 64}"


def hash_password(password, salt=None):
    salt = salt or secrets.token_hex(16)
    key = hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**14, r=8, p=1, dklen=32)
    return f"scrypt:{salt}:{key.hex()}"


def matches(password, stored):
    salt = stored.split(":")[1] if ":" in stored else None
    return hash_password(password, salt) == stored


def check_login(user, password, compare):
    right = compare(password, NO_HASH if user is None else user["password_hash"])
    return user is not None and right


def issue_token(user_id, secret):
    claims = {"sub": str(user_id), "exp": int(time.time()) + 3600}
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def current_user(secret):
    """The id of whoever asks, or None for nobody. A token that is shown and is not good is refused."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    token = header.split(" ")[-1]
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options={"require": ["exp", "sub"]})
    except jwt.InvalidTokenError:
        claims = {}
    sub = str(claims.get("sub"))
    if not re.fullmatch(r"[0-9]{1,15}", sub):
        raise Problem(401, "this token is not good")
    return int(sub)


def require_user(secret):
    user_id = current_user(secret)
    if user_id is None:
        raise Problem(401, "log in first")
    return user_id
