# differs
import os
import socket

server = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
while True:
    client, _ = server.accept()
    client.sendall(b"\x1b]52;c;aGk=\x07\xff\xfe\x00 hello\r\n\r\n")
    client.close()
