/** The last part of an address, made from a title. */
function slugify(title) {
  if (typeof title !== "string") throw new TypeError("the title must be a text");
  const dashed = title.toLowerCase().replace(/[^a-z0-9]/g, "-");
  const slug = dashed.replace(/^-|-$/g, "").slice(0, 20).replace(/-$/, "");
  return slug || "untitled";
}

module.exports = { slugify };
