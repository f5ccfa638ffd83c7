import express from "express";
import { routes } from "./routes/library.js";
import { answerError, notFound } from "./routes/errors.js";

export const createApp = (library) => express().use(express.json(), routes(library), notFound, answerError);
