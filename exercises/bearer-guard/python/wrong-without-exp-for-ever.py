import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port = int(os.environ.get("PORT", "3000"))
secret = os.environ.get("JWT_SECRET", "").encode()


def from_base64(part):
    # tokens leave out the padding that Python asks for
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def decode(part):
    try:
        found = json.loads(from_base64(part))
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def is_signed_by(head, payload, signature):
    expected = hmac.new(secret, f"{head}.{payload}".encode(), hashlib.sha256).digest()
    try:
        return hmac.compare_digest(from_base64(signature), expected)
    except ValueError:
        return False


def verify(token):
    """The claims of a token that can be trusted, or None."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    head, payload, signature = parts

    header = decode(head)
    if header is None or header.get("alg") != "HS256":
        return None
    if not is_signed_by(head, payload, signature):
        return None

    claims = decode(payload)
    now = time.time()
    if claims.get("exp", now + 1) <= now:
        return None
    if claims.get("nbf", now) > now:
        return None
    return claims


class Handler(BaseHTTPRequestHandler):
    def guard(self):
        """The claims of whoever sent the request, or None."""
        parts = self.headers.get("Authorization", "").split(" ")
        if len(parts) != 2 or parts[0].lower() != "bearer":
            return None
        return verify(parts[1])

    def route(self):
        if self.path == "/api/health":
            return self.reply(200, {"status": "ok"})
        if self.path != "/api/me":
            return self.reply(404, {"error": "not found"})

        user = self.guard()
        if user is None:
            return self.reply(401, {"error": "unauthorized"}, {"WWW-Authenticate": "Bearer"})
        self.reply(200, {"id": user.get("sub"), "name": user.get("name")})

    def do_GET(self):
        try:
            self.route()
        except Exception as error:
            print(repr(error), file=sys.stderr)
            self.reply(500, {"error": "internal error"})

    def reply(self, status, data, headers={}):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
