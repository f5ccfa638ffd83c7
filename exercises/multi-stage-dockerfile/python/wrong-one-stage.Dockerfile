FROM python:3.14-slim
RUN useradd app
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY app ./app
USER app
EXPOSE 3000
HEALTHCHECK CMD python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:3000/health')"
CMD ["python", "-m", "app.main"]
