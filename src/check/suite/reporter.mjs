// Writes what came of each test to a file of its own, one JSON object a line; nothing is printed.
import { appendFileSync } from "node:fs";

const { append, stringify } = { append: appendFileSync, stringify: JSON.stringify };
const file = decodeURIComponent(new URL(import.meta.url).search.slice(1));

export default async function* report(source) {
  for await (const { type, data } of source) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    const { details, name, skip, todo } = data;
    if (details?.type === "suite" || skip !== undefined || todo !== undefined) continue;
    const error = details?.error?.cause ?? details?.error;
    const said = String(error?.message ?? error ?? "").split("\n").find((line) => line.trim() !== "") ?? "";
    append(file, stringify({ name, passed: type === "test:pass", said }) + "\n");
  }
}
