import json
import os

import jwt
import socketio
import uvicorn

with open("rooms.json") as handle:
    members = json.load(handle)

# Python-socketio looks at the Origin header by itself.
sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=["http://localhost:3000"])
users = {}  # session -> user
rooms = {room: set() for room in members}


def present(room):
    return sorted({users[sid] for sid in rooms[room]})


@sio.event
async def connect(sid, environ, auth):
    try:
        claims = jwt.decode((auth or {}).get("token", ""), os.environ["JWT_SECRET"], algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise socketio.exceptions.ConnectionRefusedError("log in first")
    users[sid] = claims["sub"]


@sio.event
async def join(sid, data):
    room = data.get("room")
    if users[sid] not in members.get(room, []):
        return await sio.emit("error", {"code": "forbidden"}, to=sid)
    before = present(room)
    rooms[room].add(sid)
    await sio.enter_room(sid, room)
    target = sid if present(room) == before else room
    await sio.emit("presence", {"room": room, "users": present(room)}, to=target)


@sio.event
async def say(sid, data):
    room = data.get("room")
    if sid not in rooms.get(room, ()):
        return await sio.emit("error", {"code": "forbidden"}, to=sid)
    await sio.emit("said", {"room": room, "user": users[sid], "text": data.get("text")}, to=room)


@sio.event
async def disconnect(sid, reason):
    for room, sids in rooms.items():
        if sid in sids:
            before = present(room)
            sids.discard(sid)
            if present(room) != before:
                await sio.emit("presence", {"room": room, "users": present(room)}, to=room)
    users.pop(sid, None)


uvicorn.run(socketio.ASGIApp(sio), host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning")
