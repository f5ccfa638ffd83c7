import asyncio


async def load_page(load_user, load_orders, load_offers):
    return list(await asyncio.gather(load_user(), load_orders(), load_offers()))
