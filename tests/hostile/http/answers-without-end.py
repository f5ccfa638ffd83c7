# differs
import os
import socket

server = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
first = True
while True:
    client, _ = server.accept()
    try:
        client.recv(1000)
        client.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"hi": 1}')
        while not first:
            client.sendall(b"hi" * 100000)
    except OSError:
        pass
    client.close()
    first = False
