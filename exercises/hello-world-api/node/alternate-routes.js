const http = require("node:http");

const routes = { "GET /": { message: "Hello, World!" } };

http
  .createServer((req, res) => {
    const data = routes[`${req.method} ${req.url}`];
    res.statusCode = data ? 200 : 404;
    res.setHeader("content-type", "application/json");
    res.write(JSON.stringify(data || { error: "not found" }));
    res.end();
  })
  .listen(parseInt(process.env.PORT, 10) || 3000);
