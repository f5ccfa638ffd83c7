import asyncio
import json
import os

from websockets.asyncio.server import serve


async def handle(socket):
    async for data in socket:
        pass  # Your code


async def main():
    async with serve(handle, "127.0.0.1", int(os.environ["PORT"])) as server:
        await server.serve_forever()


asyncio.run(main())
