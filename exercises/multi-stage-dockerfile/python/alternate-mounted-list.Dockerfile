# syntax=docker/dockerfile:1
FROM python:3.14-slim AS build
RUN python -m venv /opt/venv
RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \
    /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt
COPY app /opt/app/app

FROM python:3.14-slim
COPY --from=build /opt/venv/ /opt/venv/
COPY --from=build /opt/app /opt/app
WORKDIR /opt/app
USER nobody
EXPOSE 3000
HEALTHCHECK CMD ["/opt/venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:3000/health')"]
CMD ["/opt/venv/bin/python", "-u", "-m", "app.main"]
