import asyncio
import base64
import hashlib
import hmac
import json
import os
import time
from urllib.parse import parse_qsl, urlsplit

import websockets

with open("rooms.json", encoding="utf-8") as handle:
    allowed = json.load(handle)

here = {}  # connection -> (user, rooms)


def decode(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def verify(token):
    try:
        head, body, signature = token.split(".")
        ours = hmac.new(os.environ["JWT_SECRET"].encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(ours, decode(signature)) or json.loads(decode(head))["alg"] != "HS256":
            return None
        claims = json.loads(decode(body))
        return claims["sub"] if claims["exp"] > time.time() else None
    except (ValueError, KeyError):
        return None


def sockets_in(room):
    return [socket for socket, (_, rooms) in here.items() if room in rooms]


def names(room):
    return sorted({user for user, rooms in here.values() if room in rooms})


async def send(sockets, message):
    text = json.dumps(message)
    await asyncio.gather(*(socket.send(text) for socket in sockets), return_exceptions=True)


async def presence(room, sockets):
    await send(sockets, {"type": "presence", "room": room, "users": names(room)})


async def talk(socket):
    if socket.request.headers.get("Origin", "http://localhost:3000") != "http://localhost:3000":
        return await socket.close(4403)
    user = verify(dict(parse_qsl(urlsplit(socket.request.path).query)).get("token", ""))
    if user is None:
        return await socket.close(4401, "log in first")
    own = set()
    here[socket] = (user, own)
    try:
        async for text in socket:
            message = json.loads(text)
            kind, room = message.get("type"), message.get("room")
            if kind == "join" and user in allowed.get(room, ()):
                is_new = user not in names(room)
                own.add(room)
                await presence(room, sockets_in(room) if is_new else [socket])
            elif kind == "say" and room in own:
                said = {"type": "said", "room": room, "user": user, "text": message["text"]}
                await send(sockets_in(room), said)
            else:
                await send([socket], {"type": "error", "code": "forbidden"})
    finally:
        del here[socket]
        for room in own:
            if user not in names(room):
                await presence(room, sockets_in(room))


async def main():
    async with websockets.serve(talk, "127.0.0.1", int(os.environ["PORT"])):
        await asyncio.get_running_loop().create_future()


asyncio.run(main())
