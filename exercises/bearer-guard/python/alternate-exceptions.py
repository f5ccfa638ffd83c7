# Whatever is wrong is raised, and caught in one place.
import base64
import hmac
import json
import os
import time
from wsgiref.simple_server import make_server


def read(part):
    return json.loads(base64.b64decode(part + "==", altchars="-_"))


def user(header):
    scheme, token = header.split()
    signed, signature = token.rsplit(".", 1)
    head, claims = map(read, signed.split("."))
    right = hmac.digest(os.environ["JWT_SECRET"].encode(), signed.encode(), "sha256")
    right = base64.urlsafe_b64encode(right).decode().rstrip("=")
    now = time.time()
    good = (
        scheme.casefold() == "bearer"
        and head["alg"] == "HS256"
        and hmac.compare_digest(right, signature)
        and claims["exp"] > now
        and claims.get("nbf", 0) <= now
    )
    if not good:
        raise ValueError("not to be trusted")
    return {"id": claims["sub"], "name": claims["name"]}


def answer(environ):
    if environ["PATH_INFO"] == "/api/health":
        return "200 OK", {"status": "ok"}, []
    if environ["PATH_INFO"] != "/api/me":
        return "404 Not Found", {"error": "not found"}, []
    try:
        return "200 OK", user(environ.get("HTTP_AUTHORIZATION", "")), []
    except (ValueError, KeyError, TypeError):
        return "401 Unauthorized", {"error": "unauthorized"}, [("WWW-Authenticate", "Bearer")]


def app(environ, start_response):
    status, data, headers = answer(environ)
    start_response(status, [("Content-Type", "application/json"), *headers])
    return [json.dumps(data).encode()]


make_server("", int(os.environ.get("PORT", "3000")), app).serve_forever()
