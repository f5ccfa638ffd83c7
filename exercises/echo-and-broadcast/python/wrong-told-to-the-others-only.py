import asyncio
import json
import os

from websockets.asyncio.server import broadcast, serve
from websockets.exceptions import ConnectionClosed

LARGEST = 1_000_000  # bytes

connections = set()


def tell_all(message):
    broadcast(connections, json.dumps(message))


def read(text):
    """The text that somebody says; None if this is no such message."""
    try:
        message = json.loads(text)
    except ValueError:
        return None
    if not isinstance(message, dict) or message.get("type") != "say":
        return None
    said = message.get("text")
    return said if isinstance(said, str) else None


async def handle(socket):
    seq = 0
    tell_all({"type": "joined", "count": len(connections) + 1})
    connections.add(socket)
    try:
        async for text in socket:
            said = read(text)
            if said is None:
                await socket.send(json.dumps({"type": "error", "message": "send a type and a text"}))
                continue
            seq += 1
            await socket.send(json.dumps({"type": "echo", "seq": seq, "text": said}))
    except ConnectionClosed:
        pass  # A client that vanishes says no goodbye.
    finally:
        connections.remove(socket)
        tell_all({"type": "left", "count": len(connections)})


async def main():
    port = int(os.environ["PORT"])
    async with serve(handle, "127.0.0.1", port, max_size=LARGEST) as server:
        await server.serve_forever()


asyncio.run(main())
