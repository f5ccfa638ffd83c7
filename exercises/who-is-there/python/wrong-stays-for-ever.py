import asyncio
import json
import os
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jwt
from websockets.asyncio.server import broadcast, serve
from websockets.exceptions import ConnectionClosed

ORIGINS = [None, "http://localhost:3000"]  # None: a program, which sends no Origin

members = json.loads(Path("rooms.json").read_text())
rooms = {room: set() for room in members}


def user_of(path):
    """The user of a token; raises if it is not good."""
    token = parse_qs(urlsplit(path).query).get("token", [""])[0]
    return jwt.decode(token, os.environ["JWT_SECRET"], algorithms=["HS256"])["sub"]


def check(connection, request):
    try:
        connection.user = user_of(request.path)
    except jwt.InvalidTokenError:
        return connection.respond(HTTPStatus.UNAUTHORIZED, "log in first\n")
    return None


def users_in(room):
    return sorted({socket.user for socket in rooms[room]})


def tell(sockets, **message):
    broadcast(sockets, json.dumps(message))


def change(room, act, newcomer=None):
    """Changes who is in a room, and tells those whom it concerns."""
    before = users_in(room)
    act(rooms[room])
    users = users_in(room)
    concerned = rooms[room] if users != before else {newcomer} - {None}
    tell(concerned, type="presence", room=room, users=users)


def answer(socket, message):
    match message:
        case {"type": "join", "room": str(room)} if socket.user in members.get(room, []):
            change(room, lambda sockets: sockets.add(socket), socket)
        case {"type": "say", "room": str(room), "text": str(text)} if socket in rooms.get(room, ()):
            tell(rooms[room], type="said", room=room, user=socket.user, text=text)
        case {"type": "join" | "say"}:
            tell([socket], type="error", code="forbidden")
        case _:
            tell([socket], type="error", code="unreadable")


async def handle(socket):
    try:
        async for text in socket:
            try:
                message = json.loads(text)
            except ValueError:
                message = None
            answer(socket, message)
    except ConnectionClosed:
        pass


async def main():
    port = int(os.environ["PORT"])
    options = {"process_request": check, "origins": ORIGINS, "max_size": 100_000}
    async with serve(handle, "127.0.0.1", port, **options) as server:
        await server.serve_forever()


asyncio.run(main())
