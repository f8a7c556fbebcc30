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

sys.dont_write_bytecode = True
import marks  # noqa: E402 (leaves nothing in the tree)

KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3', 'ngettext:1,2']
FORMATTERS = ['g_strdup_printf:1', 'g_string_printf:2', 'g_string_append_printf:2',
              'g_error_new:3', 'g_set_error:4', 'g_print:1', 'g_printerr:1']
CONVERSION = re.compile(r'%(?:(\d+)\$)?([-+ #0]*)(\d+|\*)?(?:\.\d+)?(hh|h|ll|l|z|j|t)?([a-zA-Z%])')
SOURCE = re.compile(r'\b(?:_|N_|C_|NC_|ngettext) ?\("')
TEMPLATE = 'translatable="yes"'
HELP = 'help'

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


def extract_help(root, directory):
    os.mkdir(os.path.join(directory, 'po'))
    folder = os.path.join(root, 'data', 'help')
    return run(os.path.join(root, 'build-aux', 'help-messages'),
               *(os.path.join(folder, name) for name in sorted(os.listdir(folder))),
               os.path.join(directory, 'po', 'help-messages.c'))


def extract(root, directory, pot):
    """Extracts all messages, as po/meson.build has it done."""
    command = ['xgettext', '--from-code=UTF-8', '--add-comments=Translators:',
               '--directory', root, '--directory', directory,
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
    """Yields the context of each message, its original forms and the translated ones."""
    unescape = {'\\n': '\n', '\\t': '\t', '\\"': '"', '\\\\': '\\'}
    text = subprocess.run(['msgcat', '--no-wrap', path], stdout=subprocess.PIPE, text=True,
                          check=True, env={**os.environ, 'LC_ALL': 'C.UTF-8'}).stdout
    for block in text.split('\n\n'):
        contexts, originals, translations, last = [], [], [], None
        for line in block.splitlines():
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) (".*")$', line)
            if match is not None:
                last = contexts if match[1] == 'msgctxt' else \
                    originals if match[1].startswith('msgid') else translations
                last.append('')
            elif not line.startswith('"'):
                continue
            quoted = line[line.index('"') + 1:-1]
            last[-1] += re.sub(r'\\[nt"\\]', lambda m: unescape[m[0]], quoted)
        if originals and originals[0] != '':
            yield contexts[0] if contexts else None, originals, translations


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
    for context, originals, translations in read_po(path):
        if context == HELP:
            continue
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


def find_comments(pot):
    """Comments that were not written for translators."""
    problems = []
    with open(pot, encoding='utf-8') as file:
        for block in file.read().split('\n\n'):
            comment = re.search(r'^#\. (.*)', block, re.MULTILINE)
            if comment is not None and not comment[1].startswith('Translators: '):
                problems.append(comment[1])
    return problems


def find_bare(pot):
    """Messages that only join others: without a context nobody can tell what."""
    return [repr(originals[0]) for context, originals, _ in read_po(pot)
            if context is None and get_arguments(originals[0]) and
            not re.search(r'\w', CONVERSION.sub('', originals[0]))]


def get_controls(path):
    """Returns the translations of what stands on controls, by its name: without the
    underscore of a key, and the dots of what asks for more."""
    def strip(name):
        return re.sub(r' ?\(_[A-Z]\)|_|…$', '', name)

    controls = {}
    for context, originals, translations in read_po(path):
        if context != HELP and translations and translations[0] != '':
            controls.setdefault(strip(originals[0]), set()).add(strip(translations[0]))
    return controls


def check_help(path, language):
    """What a page of the help must have in common with its translation."""
    problems = []
    controls = get_controls(path)
    for context, originals, translations in read_po(path):
        if context != HELP or translations[0] == '':
            continue
        problem = marks.check(originals[0], translations[0], language)
        if problem is not None:
            problems.append(f'{originals[0]!r}: {translations[0]!r} {problem}')
        control = marks.check_names(originals[0], translations[0], controls)
        if control is not None:
            problems.append(f'{originals[0]!r}: {translations[0]!r} lacks *{control}*')
    return problems


def main():
    root = sys.argv[1]
    with open(os.path.join(root, 'po', 'LINGUAS'), encoding='utf-8') as file:
        languages = [line.strip() for line in file
                     if line.strip() and not line.startswith('#')]

    with tempfile.TemporaryDirectory() as directory:
        pot = os.path.join(directory, 'inflight.pot')
        report('/po/extract', extract_help(root, directory) + extract(root, directory, pot))
        report('/po/files', find_unlisted(root))
        report('/po/template', run('msgcmp', '--use-untranslated',
                                   os.path.join(root, 'po', 'inflight.pot'), pot))
        report('/po/comments', find_comments(pot))
        report('/po/contexts', find_bare(pot))
        for language in languages:
            path = os.path.join(root, 'po', language + '.po')
            report(f'/po/{language}/valid',
                   run('msgfmt', '--check', '--check-accelerators=_', '-o', '/dev/null', path))
            report(f'/po/{language}/complete', run('msgcmp', path, pot))
            report(f'/po/{language}/formats', check_formats(path))
            report(f'/po/{language}/help', check_help(path, language))

    print(f'1..{number}')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
