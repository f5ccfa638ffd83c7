// Two things are wrong here.
async function loadPage(loadUser, loadOrders, loadOffers) {
  const user = loadUser();
  const orders = await loadOrders();
  const offers = await loadOffers();
  return { user, orders, offers };
}

module.exports = { loadPage };
