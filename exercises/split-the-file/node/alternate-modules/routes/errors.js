export function notFound(req, res) {
  res.status(404).json({ error: "not found" });
}

export function answerError(error, req, res, next) {
  const { status = 500, message } = error;
  if (status >= 500) console.error(error);
  const told = error.kind ? message : status === 400 ? "the body is no JSON" : "internal error";
  res.status({ invalid: 400, missing: 404, conflict: 409 }[error.kind] ?? status).json({ error: told });
}
