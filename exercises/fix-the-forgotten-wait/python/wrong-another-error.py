import asyncio


async def load_page(load_user, load_orders, load_offers):
    try:
        user, orders, offers = await asyncio.gather(load_user(), load_orders(), load_offers())
    except Exception:
        raise RuntimeError("page not loaded")
    return {"user": user, "orders": orders, "offers": offers}
