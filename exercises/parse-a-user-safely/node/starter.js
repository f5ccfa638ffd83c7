// Hand back { ok: true, user: … } or { ok: false, error: … }.
function parseUser(text) {
  const data = JSON.parse(text);
  return { ok: true, user: data };
}

module.exports = { parseUser };
