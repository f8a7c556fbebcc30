# marks.py: what a translation of the help may not change
# Copyright 2026 The Inflight developers
# SPDX-License-Identifier: GPL-3.0-or-later

import collections
import re
import unicodedata

CODE = re.compile(r'`[^`]+`')
LINK = re.compile(r'\[[^][]+\]\(([^)]*)\)')
STRONG = re.compile(r'\*\*(?=\S)(.+?)\*\*')
EMPHASIS = re.compile(r'\*(?=[^\s*])([^*]+)\*')
LONE = re.compile(r'[`*]|\]\(')
NUMBER = re.compile(r'\d+(?:[ ., \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?')
COMBINATION = re.compile(r'(?<![\w+])(?:(?:\w+)\+)+(?:F\d+|\w+|[.,?])')
SINGLE = re.compile(r'(?<![\w+])(?:F\d+)(?!\w)')

# What stands on the keyboards of a language, where it is not what stands on English ones.
KEYS = {
    'de': {'Ctrl': 'Strg', 'Shift': 'Umschalt', 'Return': 'Eingabe', 'Delete': 'Entf',
           'Escape': 'Esc'},
    'es': {'Shift': 'Mayús', 'Return': 'Intro', 'Delete': 'Supr', 'Escape': 'Esc'},
    'fr': {'Shift': 'Maj', 'Return': 'Entrée', 'Delete': 'Suppr', 'Escape': 'Échap'},
    'ja': {'Return': 'Enter', 'Escape': 'Esc'},
    'zh_CN': {'Return': 'Enter', 'Escape': 'Esc'},
}


def plain(text):
    """Takes code and links out, so that a mark in them is none."""
    return LINK.sub(lambda match: match[0][1:match[0].index('](')], CODE.sub('', text))


def count(pattern, text):
    return collections.Counter(pattern.findall(text))


def get_emphases(text):
    return EMPHASIS.findall(STRONG.sub(r'\1', plain(text)))


def get_numbers(text):
    """Returns the numbers in figures, without what groups or splits their digits."""
    return collections.Counter(re.sub(r'\D', '', number)
                               for number in NUMBER.findall(plain(text)))


def get_keys(text, names):
    """Returns the combinations of keys, each as a language calls it."""
    found = COMBINATION.findall(plain(text)) + SINGLE.findall(plain(text))
    return collections.Counter('+'.join(names.get(key, key) for key in keys.split('+'))
                               for keys in found)


def is_drawing(text):
    return '\n' in text


def get_columns(text):
    """Returns where the axis, the bars and the return of a drawing begin, with what
    they are."""
    columns = []
    for line in text.split('\n'):
        match = re.search(r'=+[SFCR]|\bR(?=   )|(?<= )0(?=    \.1).*', line)
        before = line[:match.start()] if match is not None else line
        columns.append((sum(1 + (unicodedata.east_asian_width(character) in 'WF')
                            for character in before), match[0] if match is not None else None))
    return columns


def check_drawing(original, translation):
    places = list(zip(get_columns(original), get_columns(translation)))
    if original.count('\n') != translation.count('\n') or \
       any(before[1] != after[1] for before, after in places):
        return 'draws something else'
    if len({after[0] - before[0] for before, after in places}) != 1:
        return 'has its columns elsewhere'
    return None


def check(original, translation, language):
    """Returns what is wrong with a translation of a piece of the help, None if nothing."""
    if is_drawing(original):
        return check_drawing(original, translation)
    if count(CODE, original) != count(CODE, translation):
        return 'has other code'
    if count(LINK, original) != count(LINK, translation):
        return 'leads elsewhere'
    if len(STRONG.findall(plain(original))) != len(STRONG.findall(plain(translation))) or \
       len(get_emphases(original)) != len(get_emphases(translation)) or \
       LONE.search(EMPHASIS.sub('', STRONG.sub(r'\1', plain(translation)))):
        return 'emphasises otherwise'
    # A word may become a figure, but no figure may go.
    if get_numbers(original) - get_numbers(translation):
        return 'has other numbers'
    if get_keys(original, KEYS.get(language, {})) != get_keys(translation, {}):
        return 'names other keys'
    return None


def check_names(original, translation, controls):
    """Returns a control that the window calls otherwise, None if there is none.

    controls: of each name of a control all its translations
    """
    emphases = set(get_emphases(translation))
    for name in get_emphases(original):
        if name in controls and not controls[name] & emphases:
            return ' or '.join(sorted(controls[name]))
    return None
