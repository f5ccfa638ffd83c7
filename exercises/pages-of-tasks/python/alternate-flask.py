import os

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
lists = {
    "tasks": [{"id": n + 1, "title": f"task {n + 1}"} for n in range(23)],
    "notes": [{"id": n + 1, "title": f"note {n + 1}"} for n in range(20)],
    "drafts": [],
}


@app.errorhandler(400)
@app.errorhandler(404)
def refuse(error):
    return jsonify(error=error.description), error.code


def positive(name, usual, most=None):
    text = request.args.get(name, usual)
    if not (text.isascii() and text.isdigit()) or int(text) < 1 or (most and int(text) > most):
        abort(400, f"{name} is no number that fits")
    return int(text)


@app.get("/<name>")
def show(name):
    if name not in lists:
        abort(404, "not found")
    items = lists[name]
    page, limit = positive("page", "1"), positive("limit", "10", 100)
    pages = -(-len(items) // limit)
    numbers = range(1, pages + 1)

    def to(number):
        return f"/{name}?page={number}&limit={limit}" if number in numbers else None

    return {
        "data": items[(page - 1) * limit :][:limit],
        "meta": {"total": len(items), "page": page, "limit": limit, "pages": pages},
        "links": {"prev": to(pages if page > pages else page - 1), "next": to(page + 1)},
    }


app.run(port=int(os.environ.get("PORT", "3000")))
