# syntax=docker/dockerfile:1
ARG PYTHON_VERSION=3.13
FROM python:${PYTHON_VERSION}-slim AS base
ENV PYTHONUNBUFFERED=1 PATH="/opt/venv/bin:$PATH"
WORKDIR /app

FROM base AS build
RUN python3 -m venv /opt/venv
COPY requirements*.txt ./
RUN /opt/venv/bin/python -m pip install --requirement requirements.txt --require-hashes

FROM base AS run
COPY --from=build /opt/venv /opt/venv
COPY . .
USER 10001
EXPOSE 3000
HEALTHCHECK CMD python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:3000/health')"
ENTRYPOINT ["python", "-m", "app.main"]
