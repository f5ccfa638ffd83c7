import asyncio


async def load_page(load_user, load_orders, load_offers):
    user = await load_user()
    orders, offers = await asyncio.gather(load_orders(), load_offers())
    return {"user": user, "orders": orders, "offers": offers}
