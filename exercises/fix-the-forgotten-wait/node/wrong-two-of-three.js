async function loadPage(loadUser, loadOrders, loadOffers) {
  const user = await loadUser();
  const [orders, offers] = await Promise.all([loadOrders(), loadOffers()]);
  return { user, orders, offers };
}

module.exports = { loadPage };
