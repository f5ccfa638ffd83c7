import os

import socketio
import uvicorn

sio = socketio.AsyncServer(async_mode="asgi", max_http_buffer_size=1_000_000)
said = {}


@sio.event
async def connect(sid, environ, auth):
    said[sid] = 0
    await sio.emit("joined", {"count": len(said)})


@sio.event
async def disconnect(sid, reason):
    del said[sid]
    await sio.emit("left", {"count": len(said)})


@sio.event
async def say(sid, data):
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        await sio.emit("error", {}, to=sid)
        return
    said[sid] += 1
    await sio.emit("echo", {"seq": said[sid], "text": data["text"]}, to=sid)


@sio.on("*")
async def anything_else(event, sid, data):
    await sio.emit("error", {"message": "only say is understood here"}, to=sid)


uvicorn.run(
    socketio.ASGIApp(sio),
    host="127.0.0.1",
    port=int(os.environ["PORT"]),
    log_level="warning",
    ws_max_size=1_000_000,
)
