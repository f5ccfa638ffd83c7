import pg from "pg";
import { createApp } from "./app.js";
import { config } from "./config.js";
import { Library } from "./services/library.js";
import { Shelf } from "./repositories/shelf.js";

const shelf = new Shelf(new pg.Pool({ connectionString: config.databaseUrl }));
createApp(new Library(shelf, config.maxLoans)).listen(config.port);
