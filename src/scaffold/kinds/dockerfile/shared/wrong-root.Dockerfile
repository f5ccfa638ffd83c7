FROM node:24-alpine
COPY main.js .
CMD ["node", "main.js"]
