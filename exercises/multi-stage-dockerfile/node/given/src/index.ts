import { createServer } from "node:http";
import { z } from "zod";

const settings = z.object({ PORT: z.coerce.number().int().default(3000) }).parse(process.env);

const server = createServer((request, response) => {
  const found = request.method === "GET" && request.url === "/health";
  response.statusCode = found ? 200 : 404;
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(found ? { status: "ok" } : { error: "not found" }));
});

server.listen(settings.PORT, "0.0.0.0");
process.on("SIGTERM", () => server.close(() => process.exit(0)));
