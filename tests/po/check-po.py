#!/usr/bin/env python3
# check-po.py: translations are complete, and safe to be formatted with
# Copyright 2026 The Inflight developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-po.py ROOT: prints TAP. Needs the tools of gettext.

import os
import re
import subprocess
import sys
import tempfile

KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3', 'ngettext:1,2']
FORMATTERS = ['g_strdup_printf:1', 'g_string_printf:2', 'g_string_append_printf:2',
              'g_error_new:3', 'g_set_error:4', 'g_print:1', 'g_printerr:1']
CONVERSION = re.compile(r'%(?:(\d+)\$)?([-+ #0]*)(\d+|\*)?(?:\.\d+)?(hh|h|ll|l|z|j|t)?([a-zA-Z%])')
SOURCE = re.compile(r'\b(?:_|N_|C_|ngettext) \("')
TEMPLATE = 'translatable="yes"'

failures = 0
number = 0


def report(name, problems):
    global failures, number
    number += 1
    for problem in problems:
        print('#', problem)
    failures += bool(problems)
    print('not ok' if problems else 'ok', number, name, flush=True)


def run(*command):
    """Returns what a command complains of, a line each."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    return done.stdout.splitlines() if done.returncode != 0 else []


def extract(root, pot):
    """Extracts all messages, as meson's preset for GLib does."""
    command = ['xgettext', '--from-code=UTF-8', '--add-comments', '--directory', root,
               '--files-from', os.path.join(root, 'po', 'POTFILES.in'), '--output', pot]
    command += ['--keyword=' + keyword for keyword in KEYWORDS]
    command += ['--flag=' + formatter + ':c-format' for formatter in FORMATTERS]
    return run(*command)


def read_list(root):
    with open(os.path.join(root, 'po', 'POTFILES.in'), encoding='utf-8') as file:
        return {line.strip() for line in file if line.strip() and not line.startswith('#')}


def find_unlisted(root):
    listed = read_list(root)
    problems = []
    for folder, _, names in os.walk(os.path.join(root, 'src')):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not name.endswith(('.c', '.ui')):
                continue
            with open(path, encoding='utf-8') as file:
                text = file.read()
            relative = os.path.relpath(path, root)
            if (SOURCE.search(text) or TEMPLATE in text) and relative not in listed:
                problems.append(f'{relative} is not in po/POTFILES.in')
    return problems


def read_po(path):
    """Yields the forms of each message: the original ones, and the translated ones."""
    unescape = {'\\n': '\n', '\\t': '\t', '\\"': '"', '\\\\': '\\'}
    text = subprocess.run(['msgcat', '--no-wrap', path], stdout=subprocess.PIPE, text=True,
                          check=True, env={**os.environ, 'LC_ALL': 'C.UTF-8'}).stdout
    for block in text.split('\n\n'):
        originals, translations, last = [], [], None
        for line in block.splitlines():
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) (".*")$', line)
            if match is not None:
                last = {'msgctxt': []}.get(match[1], originals if match[1].startswith('msgid')
                                           else translations)
                last.append('')
            elif not line.startswith('"'):
                continue
            quoted = line[line.index('"') + 1:-1]
            last[-1] += re.sub(r'\\[nt"\\]', lambda m: unescape[m[0]], quoted)
        if originals and originals[0] != '':
            yield originals, translations


def get_arguments(text):
    """Returns which argument is taken as what: {1: 's', 2: 'lu'}."""
    arguments = {}
    place = 0
    for match in CONVERSION.finditer(text):
        if match[5] == '%':
            continue
        place += 1
        arguments[int(match[1] or place)] = (match[4] or '') + match[5]
    return arguments


def check_formats(path):
    problems = []
    for originals, translations in read_po(path):
        expected = get_arguments(originals[-1])
        for translation in translations:
            arguments = get_arguments(translation)
            # A form for one thing only may leave out how many there are.
            fewer = len(translations) > 1 and arguments.items() <= expected.items()
            if arguments != expected and not fewer:
                problems.append(f'{originals[0]!r}: {translation!r} takes other arguments')
            if translation.startswith('\n') != originals[0].startswith('\n') or \
               translation.endswith('\n') != originals[0].endswith('\n'):
                problems.append(f'{originals[0]!r}: {translation!r} begins or ends otherwise')
    return problems


def main():
    root = sys.argv[1]
    with open(os.path.join(root, 'po', 'LINGUAS'), encoding='utf-8') as file:
        languages = [line.strip() for line in file
                     if line.strip() and not line.startswith('#')]

    with tempfile.TemporaryDirectory() as directory:
        pot = os.path.join(directory, 'inflight.pot')
        report('/po/extract', extract(root, pot))
        report('/po/files', find_unlisted(root))
        report('/po/template', run('msgcmp', '--use-untranslated',
                                   os.path.join(root, 'po', 'inflight.pot'), pot))
        for language in languages:
            path = os.path.join(root, 'po', language + '.po')
            report(f'/po/{language}/valid',
                   run('msgfmt', '--check', '--check-accelerators=_', '-o', '/dev/null', path))
            report(f'/po/{language}/complete', run('msgcmp', path, pot))
            report(f'/po/{language}/formats', check_formats(path))

    print(f'1..{number}')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
