import os

import jwt
from flask import Flask, jsonify, request

app = Flask(__name__)


def user():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        return jwt.decode(token, os.environ["JWT_SECRET"], algorithms=["HS256"], options={"require": ["exp"]})
    except jwt.InvalidTokenError:
        return None


@app.get("/api/health")
def health():
    return jsonify(status="ok")


@app.get("/api/me")
def me():
    claims = user()
    if claims is None:
        return jsonify(error="unauthorized"), 401, {"WWW-Authenticate": "Bearer"}
    return jsonify(id=claims["sub"], name=claims["name"])


app.run(port=int(os.environ.get("PORT", "3000")))
