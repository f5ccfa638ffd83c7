from flask import Flask

app = Flask(__name__)


@app.get("/")
def prices():
    return {"Tea": 450, "Jam": 400}


if __name__ == "__main__":
    app.run()
