FROM node
COPY main.js .
USER node
CMD ["node", "main.js"]
