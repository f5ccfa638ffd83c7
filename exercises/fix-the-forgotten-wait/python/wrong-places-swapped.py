import asyncio


async def load_page(load_user, load_orders, load_offers):
    user, offers, orders = await asyncio.gather(load_user(), load_orders(), load_offers())
    return {"user": user, "orders": orders, "offers": offers}
