async function loadPage(loadUser, loadOrders, loadOffers) {
  const [user, offers, orders] = await Promise.all([loadUser(), loadOrders(), loadOffers()]);
  return { user, orders, offers };
}

module.exports = { loadPage };
