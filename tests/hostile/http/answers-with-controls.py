# differs
import os
import socket

server = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
while True:
    client, _ = server.accept()
    client.recv(1000)
    client.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: \xff\x80text\r\n\r\n{"hi": "\\u001b]52;c;aGk=\\u0007\\u202e\xff"}')
    client.close()
