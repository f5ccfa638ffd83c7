async function loadPage(loadUser, loadOrders, loadOffers) {
  const loads = [loadUser(), loadOrders(), loadOffers()];
  const [user, orders, offers] = await Promise.all(loads.map((load) => load.catch(() => null)));
  return { user, orders, offers };
}

module.exports = { loadPage };
