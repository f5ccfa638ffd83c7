# The database says by the row that it gives back whether the address was free.
import os

import bcrypt
import psycopg
from flask import Flask, jsonify, request

app = Flask(__name__)
URL = os.environ["DATABASE_URL"]


def one(sql, *values):
    with psycopg.connect(URL) as db:
        row = db.execute(sql, values).fetchone()
    return row and dict(zip(("id", "name", "email"), row))


@app.post("/api/users")
def create():
    data = request.get_json()
    hashed = bcrypt.hashpw(data["password"].encode(), bcrypt.gensalt(10)).decode()
    user = one(
        "INSERT INTO users (name, email, password_hash) VALUES (%s, lower(%s), %s)"
        " ON CONFLICT (email) DO NOTHING RETURNING id, name, email",
        data["name"], data["email"], hashed,
    )
    return (jsonify(user), 201) if user else (jsonify(error="email already registered"), 409)


@app.get("/api/users/<text>")
def show(text):
    if not text.isdecimal():
        return jsonify(error="an id is a whole number"), 400
    user = one("SELECT id, name, email FROM users WHERE id::text = %s", text)
    return (jsonify(user), 200) if user else (jsonify(error="not found"), 404)


app.run(port=int(os.environ.get("PORT", "3000")), threaded=True)
