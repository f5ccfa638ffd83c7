async function loadPage(loadUser, loadOrders, loadOffers) {
  const page = {};
  const put = async (key, load) => {
    page[key] = await load();
  };
  await Promise.all([put("user", loadUser), put("orders", loadOrders), put("offers", loadOffers)]);
  return page;
}

module.exports = { loadPage };
