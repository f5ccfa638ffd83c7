async function loadPage(loadUser, loadOrders, loadOffers) {
  await Promise.all([loadUser(), loadOrders(), loadOffers()]);
  const [user, orders, offers] = await Promise.all([loadUser(), loadOrders(), loadOffers()]);
  return { user, orders, offers };
}

module.exports = { loadPage };
