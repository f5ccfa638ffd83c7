async def load_page(load_user, load_orders, load_offers):
    user = load_user()
    orders = load_orders()
    offers = load_offers()
    return {"user": user, "orders": orders, "offers": offers}
