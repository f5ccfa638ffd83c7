import asyncio
import os

from websockets.asyncio.server import broadcast, serve

connections = set()


async def handle(socket):
    # Tell everybody.
    async for text in socket:
        # Read it, check it, answer this client.
        pass
    # Tell those who are still here.


async def main():
    async with serve(handle, "127.0.0.1", int(os.environ["PORT"])) as server:
        await server.serve_forever()


asyncio.run(main())
