/** The last part of an address, made from a title. */
function slugify(title) {
  const dashed = String(title).toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const slug = dashed.replace(/^-|-$/g, "").slice(0, 20).replace(/-$/, "");
  return slug || "untitled";
}

module.exports = { slugify };
