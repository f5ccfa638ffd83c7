async function loadPage(loadUser, loadOrders, loadOffers) {
  const user = await loadUser();
  const orders = await loadOrders();
  const offers = await loadOffers();
  return { user, orders, offers };
}

module.exports = { loadPage };
