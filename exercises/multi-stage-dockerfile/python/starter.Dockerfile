# This Dockerfile is found in many tutorials. It was fine once.
FROM python:3.9
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
EXPOSE 3000
CMD python -m app.main
