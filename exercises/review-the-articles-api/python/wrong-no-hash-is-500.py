import os
import re
import sys
import traceback
from datetime import datetime, timedelta, timezone

import bcrypt
import jwt
import psycopg
import uvicorn
from fastapi import Body, FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse
from psycopg.rows import dict_row

JWT_SECRET = os.environ.get("JWT_SECRET", "")
if len(JWT_SECRET) < 32:
    sys.exit("JWT_SECRET: 32 characters or more")

app = FastAPI()
FAKE_HASH = bcrypt.hashpw(b"nobody has this password", bcrypt.gensalt(10))


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row)


def is_text(value):
    return isinstance(value, str) and value != ""


def current_user(authorization):
    """The id in the request's token, or None for strangers."""
    token = re.sub("^bearer ", "", authorization, flags=re.IGNORECASE)
    try:
        return jwt.decode(token, JWT_SECRET, algorithms=["HS256"])["sub"]
    except jwt.InvalidTokenError:
        return None


@app.get("/api/users")
def list_users():
    with connect() as db:
        return {"data": db.execute("SELECT id, name FROM users ORDER BY id").fetchall()}


@app.post("/api/users", status_code=201)
def create_user(data: dict = Body()):
    if not all(is_text(data.get(key)) for key in ("name", "email", "password")):
        raise HTTPException(422, "name, email and password are needed")
    hashed_password = bcrypt.hashpw(data["password"].encode(), bcrypt.gensalt(10)).decode()
    try:
        with connect() as db:
            return db.execute(
                """INSERT INTO users (name, email, password_hash) VALUES (%s, %s, %s)
                   RETURNING id, name, email""",
                (data["name"], data["email"].lower(), hashed_password),
            ).fetchone()
    except psycopg.errors.UniqueViolation:
        raise HTTPException(409, "email already registered") from None


@app.post("/api/login")
def login(data: dict = Body()):
    email, password = str(data.get("email")), str(data.get("password"))
    with connect() as db:
        user = db.execute(
            "SELECT id, password_hash FROM users WHERE lower(email) = lower(%s)", (email,)
        ).fetchone()
    right = bcrypt.checkpw(password.encode(), user["password_hash"].encode() if user else FAKE_HASH)
    if user is None or not right:
        raise HTTPException(401, "wrong email or password")
    claims = {"sub": str(user["id"]), "exp": datetime.now(timezone.utc) + timedelta(hours=1)}
    return {"token": jwt.encode(claims, JWT_SECRET, algorithm="HS256")}


@app.get("/api/users/{user_id}/posts")
def list_posts(user_id: str, authorization: str = Header("")):
    if not re.fullmatch(r"[0-9]{1,18}", user_id):
        raise HTTPException(400, "an id is a whole number")
    own = current_user(authorization) == user_id
    with connect() as db:
        posts = db.execute(
            """SELECT id, title, status FROM posts
               WHERE author_id = %s AND (status = 'published' OR %s) ORDER BY id""",
            (user_id, own),
        ).fetchall()
    return {"data": posts}


# Its table comes next month. Leave this as it is.
@app.get("/api/stats")
def stats():
    with connect() as db:
        return db.execute("SELECT count(*) FROM page_views").fetchone()


@app.exception_handler(HTTPException)
async def expected(request, error):
    return JSONResponse({"error": error.detail}, error.status_code)


@app.middleware("http")
async def handle_errors(request, call_next):
    try:
        return await call_next(request)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return JSONResponse({"error": "internal error"}, status_code=500)


uvicorn.run(app, host="127.0.0.1", port=int(os.environ.get("PORT", "3000")), log_level="warning")
