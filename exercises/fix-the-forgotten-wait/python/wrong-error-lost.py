import asyncio


async def load_page(load_user, load_orders, load_offers):
    user, orders, offers = await asyncio.gather(
        load_user(), load_orders(), load_offers(), return_exceptions=True
    )
    return {"user": user, "orders": orders, "offers": offers}
