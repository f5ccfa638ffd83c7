FROM node:24-alpine
COPY main.js .
USER node
CMD ["node", "main.js"]
