async function loadPage(loadUser, loadOrders, loadOffers) {
  try {
    const [user, orders, offers] = await Promise.all([loadUser(), loadOrders(), loadOffers()]);
    return { user, orders, offers };
  } catch {
    throw new Error("page not loaded");
  }
}

module.exports = { loadPage };
