#!/usr/bin/python3
# bench-httpx.py BASE COUNT [--connections=N] [--ca=FILE]: asks for BASE1 to
# BASE100 in turn and finds the titles, with asyncio and httpx
# Copyright 2026 The Inflight developers
# SPDX-License-Identifier: GPL-3.0-or-later

import argparse
import asyncio
import json

import httpx

N_ADDRESSES = 100


async def work(client, addresses, titles):
    for address in addresses:
        response = await client.get(address)
        response.raise_for_status()
        if response.headers['content-type'] == 'application/json':
            titles.append(json.loads(response.content)['title'])
        else:
            titles.append(address)


async def main(arguments):
    limits = httpx.Limits(max_connections=arguments.connections,
                          max_keepalive_connections=arguments.connections)
    addresses = iter([f'{arguments.base}{i % N_ADDRESSES + 1}' for i in range(arguments.count)])
    titles = []
    async with httpx.AsyncClient(limits=limits, timeout=30, trust_env=False,
                                 verify=arguments.ca or True) as client:
        await asyncio.gather(*(work(client, addresses, titles)
                               for _ in range(arguments.connections)))
    if len(titles) != arguments.count:
        raise SystemExit(f'{len(titles)} titles')


parser = argparse.ArgumentParser()
parser.add_argument('base')
parser.add_argument('count', type=int)
parser.add_argument('--connections', type=int, default=32)
parser.add_argument('--ca')
asyncio.run(main(parser.parse_args()))
