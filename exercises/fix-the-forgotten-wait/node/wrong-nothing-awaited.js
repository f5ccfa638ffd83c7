async function loadPage(loadUser, loadOrders, loadOffers) {
  const user = loadUser();
  const orders = loadOrders();
  const offers = loadOffers();
  return { user, orders, offers };
}

module.exports = { loadPage };
