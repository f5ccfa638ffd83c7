import json
import os
from wsgiref.simple_server import make_server


def app(environ, start_response):
    found = environ["PATH_INFO"] == "/"
    data = {"message": "Hello, World!"} if found else {"error": "not found"}
    start_response("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(data).encode()]


make_server("127.0.0.1", int(os.environ.get("PORT", 3000)), app).serve_forever()
