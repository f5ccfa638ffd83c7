import asyncio


async def load_page(load_user, load_orders, load_offers):
    loads = {"user": load_user(), "orders": load_orders(), "offers": load_offers()}
    values = await asyncio.gather(*loads.values())
    return dict(zip(loads, values))
