# Six of the seven lines at the mark belong into the program, in the right
# order. Everything else is right: read it, and leave it as it is.
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

tasks = []
chain = []
use = chain.append


class HttpError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Response:
    def __init__(self, status, data):
        self.status = status
        self.data = data
        self.headers = {}


requests = 0


def request_id(request, call_next):
    """Gives the request a number, which the client gets to see as well."""
    global requests
    requests += 1
    request.id = f"r{requests}"
    response = call_next(request)
    response.headers["X-Request-Id"] = request.id
    return response


def logger(request, call_next):
    """One line for each request: what came in, and how it was answered."""
    begin = f"{request.id} {request.command} {request.path}"
    response = call_next(request)
    print(begin, response.status, file=sys.stderr, flush=True)
    return response


def body_parser(request, call_next):
    """Makes request.body of the JSON that was sent."""
    if request.text:
        try:
            request.body = json.loads(request.text)
        except ValueError:
            raise HttpError(400, "the body is not valid JSON") from None
    return call_next(request)


def routes(request, call_next):
    if request.path == "/fails":
        raise RuntimeError("the report cannot be made")
    if request.path != "/tasks":
        return call_next(request)  # not one of ours
    if request.command == "POST":
        tasks.append(request.body["title"])
        return Response(201, {"title": request.body["title"]})
    return Response(200, tasks)


def not_found(request, call_next):
    return Response(404, {"error": "not found"})


def error_handler(request, call_next):
    """Answers for the steps behind it that fail."""
    try:
        return call_next(request)
    except HttpError as error:
        return Response(error.status, {"error": str(error)})
    except Exception:
        return Response(500, {"error": "internal error"})


def finish(request, call_next):
    """Ends the answer."""
    return Response(200, None)


# ─── the seven lines ──────────────────────────────────────────────────────
use(request_id)
use(logger)
use(error_handler)
use(body_parser)
use(routes)
use(not_found)
use(finish)
# ──────────────────────────────────────────────────────────────────────────


# From here on: what a framework does for you.
def run(steps, request):
    if not steps:
        raise RuntimeError("nobody answered")
    return steps[0](request, lambda request: run(steps[1:], request))


class Handler(BaseHTTPRequestHandler):
    id = body = None

    def handle_request(self):
        self.text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            response = run(chain, self)
        except Exception:
            response = Response(500, "nobody caught this")
            response.headers["Content-Type"] = "text/plain"
        self.send_response(response.status)
        for name, value in {"Content-Type": "application/json", **response.headers}.items():
            self.send_header(name, value)
        body = json.dumps(response.data).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass  # our own logger does that

    do_GET = do_POST = handle_request


port = int(os.environ.get("PORT", "3000"))
ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
