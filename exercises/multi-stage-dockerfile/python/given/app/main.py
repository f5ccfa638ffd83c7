import json
import os
import signal
import sys

from waitress import serve


def application(environ, start_response):
    found = environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"] == "/health"
    status = "200 OK" if found else "404 Not Found"
    body = json.dumps({"status": "ok"} if found else {"error": "not found"}).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    serve(application, host="0.0.0.0", port=int(os.environ.get("PORT", "3000")))
