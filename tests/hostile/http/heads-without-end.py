# differs
import os
import socket

server = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
while True:
    client, _ = server.accept()
    try:
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            client.sendall(b"a: " + b"b" * 1000 + b"\r\n")
    except OSError:
        pass
