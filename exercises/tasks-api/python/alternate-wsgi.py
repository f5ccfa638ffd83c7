# One function instead of a class: WSGI, which frameworks are built on.
import json
import os
from wsgiref.simple_server import make_server

tasks = []
created = 0

REASONS = {200: "OK", 201: "Created", 204: "No Content", 404: "Not Found", 405: "Method Not Allowed"}


def answer(method, path, body):
    """status, data, more headers"""
    global created
    parts = path.strip("/").split("/")
    if path == "/tasks":
        if method == "GET":
            return 200, tasks, []
        if method == "POST":
            created += 1
            tasks.append({"id": created, "title": body["title"], "done": False})
            return 201, tasks[-1], [("Location", f"/tasks/{created}")]
        return 405, {"error": "method not allowed"}, [("Allow", "GET, HEAD, POST")]
    if len(parts) == 2 and parts[0] == "tasks" and parts[1].isdigit():
        if method not in ("GET", "PATCH", "DELETE"):
            return 405, {"error": "method not allowed"}, [("Allow", "GET, HEAD, PATCH, DELETE")]
        found = [task for task in tasks if task["id"] == int(parts[1])]
        if found and method == "DELETE":
            tasks.remove(found[0])
            return 204, None, []
        if found and method == "PATCH":
            found[0].update({key: body[key] for key in ("title", "done") if key in body})
        if found:
            return 200, found[0], []
    return 404, {"error": "not found"}, []


def app(environ, start_response):
    text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    method = environ["REQUEST_METHOD"]
    looked = "GET" if method == "HEAD" else method
    status, data, headers = answer(looked, environ["PATH_INFO"], json.loads(text) if text else None)
    start_response(f"{status} {REASONS[status]}", [("Content-Type", "application/json"), *headers])
    return [] if data is None or method == "HEAD" else [json.dumps(data).encode()]


make_server("", int(os.environ.get("PORT", "3000")), app).serve_forever()
