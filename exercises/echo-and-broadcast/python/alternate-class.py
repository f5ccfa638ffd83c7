import asyncio
import itertools
import json
import os

import websockets


class Room:
    def __init__(self):
        self.members = {}

    async def tell(self, **message):
        text = json.dumps(message)
        await asyncio.gather(*(member.send(text) for member in list(self.members)), return_exceptions=True)

    async def visit(self, socket):
        self.members[socket] = itertools.count(1)
        await self.tell(type="joined", count=len(self.members))
        try:
            async for text in socket:
                await socket.send(json.dumps(self.answer(socket, text)))
        except websockets.ConnectionClosed:
            pass
        finally:
            del self.members[socket]
            await self.tell(type="left", count=len(self.members))

    def answer(self, socket, text):
        try:
            match json.loads(text):
                case {"type": "say", "text": str(said)}:
                    return {"type": "echo", "seq": next(self.members[socket]), "text": said}
        except json.JSONDecodeError:
            pass
        return {"type": "error"}


async def main():
    async with websockets.serve(Room().visit, "localhost", os.environ["PORT"], max_size=10**6):
        await asyncio.Future()


asyncio.run(main())
