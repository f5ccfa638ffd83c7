# Builds the virtual environment.
FROM python:slim AS build
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

# Runs with it.
FROM python:slim
RUN useradd --create-home app
WORKDIR /app
ENV PATH="/opt/venv/bin:$PATH" PYTHONUNBUFFERED=1
COPY --from=build /opt/venv /opt/venv
COPY app ./app
USER app
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:3000/health', timeout=2)"]
CMD ["python", "-m", "app.main"]
