import asyncio


async def load_page(load_user, load_orders, load_offers):
    tasks = [asyncio.create_task(load()) for load in (load_user, load_orders, load_offers)]
    user, orders, offers = await asyncio.gather(*tasks)
    return {"user": user, "orders": orders, "offers": offers}
