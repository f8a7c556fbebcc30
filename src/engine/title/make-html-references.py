#!/usr/bin/env python3
# make-html-references.py: the named character references of HTML as a C table
# Copyright 2026 The Inflight developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Prints what inflight-html-references.c includes, from Python's own table.

Names and texts lie in one string each, so that nothing is relocated when the
program starts. The names are in the order of strcmp()."""

from html.entities import html5


def pool(name, texts):
    offset, offsets = 0, []
    print(f'static const char {name}[] =')
    for text in texts:
        data = text.encode()
        offsets.append(offset)
        offset += len(data) + 1
        octal = ''.join(f'\\{byte:03o}' for byte in data)
        print(f'  "{text if text.isascii() and text.strip(";").isalnum() else octal}\\0"')
    print('  ;\n')
    assert offset < 1 << 16
    return offsets


names = sorted(html5, key=str.encode)
name_offsets = pool('reference_names', names)
text_offsets = pool('reference_texts', [html5[name] for name in names])

print('static const Reference references[] = {')
for offsets in zip(name_offsets, text_offsets):
    print('  { %d, %d },' % offsets)
print('};')
