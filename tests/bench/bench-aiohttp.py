#!/usr/bin/python3
# bench-aiohttp.py BASE COUNT [--connections=N] [--ca=FILE]: asks for BASE1 to
# BASE100 in turn and finds the titles, with asyncio and aiohttp
# Copyright 2026 The Inflight developers
# SPDX-License-Identifier: GPL-3.0-or-later

import argparse
import asyncio
import json
import ssl

import aiohttp

N_ADDRESSES = 100


async def work(session, addresses, titles):
    for address in addresses:
        async with session.get(address) as response:
            response.raise_for_status()
            body = await response.read()
            if response.content_type == 'application/json':
                titles.append(json.loads(body)['title'])
            else:
                titles.append(address)


async def main(arguments):
    trust = ssl.create_default_context(cafile=arguments.ca) if arguments.ca else None
    connector = aiohttp.TCPConnector(limit=arguments.connections, ssl=trust)
    addresses = iter([f'{arguments.base}{i % N_ADDRESSES + 1}' for i in range(arguments.count)])
    titles = []
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(work(session, addresses, titles)
                               for _ in range(arguments.connections)))
    if len(titles) != arguments.count:
        raise SystemExit(f'{len(titles)} titles')


parser = argparse.ArgumentParser()
parser.add_argument('base')
parser.add_argument('count', type=int)
parser.add_argument('--connections', type=int, default=32)
parser.add_argument('--ca')
asyncio.run(main(parser.parse_args()))
