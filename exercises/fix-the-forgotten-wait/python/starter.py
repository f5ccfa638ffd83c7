# Two things are wrong here.
async def load_page(load_user, load_orders, load_offers):
    user = load_user()
    orders = await load_orders()
    offers = await load_offers()
    return {"user": user, "orders": orders, "offers": offers}
