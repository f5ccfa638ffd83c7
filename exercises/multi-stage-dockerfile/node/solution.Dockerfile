# What both stages begin with.
FROM node:24-alpine AS manifests
WORKDIR /app
COPY package.json package-lock.json ./

# Builds with all packages.
FROM manifests AS build
RUN npm ci
COPY . .
RUN npm run build

# Runs with what is needed at run time alone.
FROM manifests
ENV NODE_ENV=production
RUN npm ci --omit=dev
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/index.js"]
