# Makes the virtual environment.
FROM python:3.14-slim AS build
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

# Runs with it.
FROM python:3.14-slim
COPY --from=build /opt/venv /opt/venv
COPY app ./app
USER 10001
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s \
  CMD ["/opt/venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:3000/health', timeout=2)"]
CMD ["/opt/venv/bin/python", "-m", "app.main"]
