FROM node
COPY main.js .
CMD ["node", "main.js"]
