const http = require("node:http");
const routes = [...require("./routes/books"), ...require("./routes/loans")];
const { reply, refusal } = require("./routes/answers");

module.exports = function createApp(services) {
  return http.createServer(async (req, res) => {
    try {
      const { pathname } = new URL(req.url, "http://localhost");
      for (const [method, pattern, handler] of routes) {
        const found = req.method === method && pattern.exec(pathname);
        if (found) return await handler({ req, res, values: found.slice(1).map(decodeURIComponent), ...services });
      }
      reply(res, 404, { error: "not found" });
    } catch (error) {
      reply(res, ...refusal(error));
    }
  });
};
