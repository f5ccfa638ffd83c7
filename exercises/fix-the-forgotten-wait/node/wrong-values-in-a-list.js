async function loadPage(loadUser, loadOrders, loadOffers) {
  return Promise.all([loadUser(), loadOrders(), loadOffers()]);
}

module.exports = { loadPage };
