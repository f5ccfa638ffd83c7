const statusClass = (code) => {
  let name = "unknown";
  if (Number.isInteger(code) && code < 600) {
    if (code >= 500) name = "server error";
    else if (code >= 400) name = "client error";
    else if (code >= 300) name = "redirect";
    else if (code >= 200) name = "success";
  }
  return name;
};

module.exports = { statusClass };
