import asyncio
import json
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import serve

# Who belongs to which room: {"general": ["ann", "bob"]}
members = json.loads(Path("rooms.json").read_text())


async def handle(socket):
    query = parse_qs(urlsplit(socket.request.path).query)
    token = query.get("token", [""])[0]
    async for text in socket:
        pass


async def main():
    async with serve(handle, "127.0.0.1", int(os.environ["PORT"])) as server:
        await server.serve_forever()


asyncio.run(main())
