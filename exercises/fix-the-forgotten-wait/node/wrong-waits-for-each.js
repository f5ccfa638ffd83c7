async function loadPage(loadUser, loadOrders, loadOffers) {
  const user = loadUser();
  const orders = loadOrders();
  const offers = loadOffers();
  return { user: await user, orders: await orders, offers: await offers };
}

module.exports = { loadPage };
