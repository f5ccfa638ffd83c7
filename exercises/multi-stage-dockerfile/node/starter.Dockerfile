# This Dockerfile is found in many tutorials. It was fine once, and it does not work as it stands.
FROM node:20-alpine
WORKDIR /app
COPY . .
RUN npm ci --only=production
RUN npm run build
EXPOSE 3000
CMD npm start
