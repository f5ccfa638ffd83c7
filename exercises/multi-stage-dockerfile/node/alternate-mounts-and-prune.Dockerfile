# syntax=docker/dockerfile:1
FROM node:26-alpine AS build
WORKDIR /app
RUN --mount=type=bind,source=package.json,target=package.json \
    --mount=type=bind,source=package-lock.json,target=package-lock.json \
    --mount=type=cache,target=/tmp/npm \
    npm clean-install --cache /tmp/npm
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:26-alpine
WORKDIR /srv
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER 1000:1000
EXPOSE 3000
HEALTHCHECK CMD wget --quiet --spider http://127.0.0.1:3000/health
CMD ["node", "--enable-source-maps", "dist/index.js"]
