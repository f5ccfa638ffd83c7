FROM node:24-alpine
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev
USER node
EXPOSE 3000
HEALTHCHECK CMD wget --quiet --spider http://127.0.0.1:3000/health
CMD ["node", "dist/index.js"]
