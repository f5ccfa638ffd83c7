async function loadPage(...loaders) {
  return Promise.all(loaders.map((load) => load())).then(([user, orders, offers]) => ({ user, orders, offers }));
}

module.exports = { loadPage };
