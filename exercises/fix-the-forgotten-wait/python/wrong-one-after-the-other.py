async def load_page(load_user, load_orders, load_offers):
    user = await load_user()
    orders = await load_orders()
    offers = await load_offers()
    return {"user": user, "orders": orders, "offers": offers}
