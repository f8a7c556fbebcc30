#!/usr/bin/env python3
# asyncio-waits.py: what waits return, by brute force and by asyncio
# Copyright 2026 The Inflight developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads schedules, one a line, and answers each with a line of two answers, a tab
# between them: that of a brute-force reading of the rules, and that of
# asyncio.wait() on a loop with a virtual clock. The unit of time is a
# millisecond; asyncio takes it for a second.
#
# An instant is all that has one time. It comes in rounds, which are the ticks of
# the engine:
#
# * the first begins with what the person does: launches, cancels, waits that are
#   made, waits that are abandoned, in this order. What the wire has due settles
#   in the same round;
# * each further one begins with what settles at once because of the last: the
#   aftermath of one wait cancels the members of another.
#
# asyncio goes through several passes of its loop in one round: settling, looking,
# waking up. A round is over when its loop has nothing left to do, so that all
# waits of a round see the same picture.
#
# Two answers of asyncio are below this resolution, and those schedules are kept
# out:
#
# * a cancel answered at the very instant at which that task settles by itself.
#   Which of the two comes first is up to the wire: there is no answer at all;
# * a limit at the instant of a settling. In asyncio it hangs on the order of two
#   timers. The engine promises that the settling is seen, so the rules have an
#   answer, and only asyncio is not asked.
#
# Not asked, either: conditions that asyncio does not have.

import asyncio
import sys

RETURN_WHEN = {
    'all': asyncio.ALL_COMPLETED,
    'first': asyncio.FIRST_COMPLETED,
    'first-error': asyncio.FIRST_EXCEPTION,
}
OUT = 'out'


class BelowResolution(Exception):
    pass


def number(text):
    return None if text == 'none' else int(text)


class Task:
    """A task, and when the wire settles it."""

    def __init__(self, launch, at, ending, answer):
        self.launch = number(launch)
        self.at = int(at)
        self.ending = ending
        self.answer = number(answer)
        self.launched = self.on_wire = self.asked = False
        self.end = self.cancelled_end = None
        self.state = self.settled = None

    def start(self, now):
        if self.state is None:
            self.launched = True
            self.end = None if self.ending == 'never' else now + self.at

    def cancel(self, now):
        """Asks for an end: answered at once if no socket was opened yet."""
        if self.state is not None or self.asked:
            return
        self.asked = True
        if not self.on_wire:
            self.cancelled_end = now
        elif self.answer is not None:
            self.cancelled_end = now + self.answer

    def run(self, now):
        """What the wire does; returns whether the task settled."""
        self.on_wire = self.launched
        if self.state is not None or now not in (self.end, self.cancelled_end):
            return False
        if self.end == self.cancelled_end:
            raise BelowResolution
        cancelled = now == self.cancelled_end
        words = {'ok': 'succeeded', 'fail': 'failed'}
        self.state = 'cancelled' if cancelled else words[self.ending]
        self.settled = now
        return True

    def __str__(self):
        if self.state is None:
            return 'pending'
        return f'{self.state}@{self.settled}{"!" if self.asked else ""}'


class Wait:
    """What is waited for, and what came of it."""

    def __init__(self, made, of, until, k, within, then, cancelled, abandoned):
        self.made = int(made)
        self.of = [int(text) for text in of.split(',')]
        self.until = until
        self.k = int(k)
        self.within = number(within)
        self.then = then
        self.strict = cancelled == 'error'
        self.abandoned = number(abandoned)
        self.outcome = self.returned = None
        self.done = self.pending = ()

    @property
    def limit(self):
        return None if self.within is None else self.made + max(0, self.within)

    def stop(self, outcome, now, done):
        self.outcome = outcome
        self.returned = now
        self.done = sorted(done)
        self.pending = sorted(set(self.of) - set(done))

    def holds(self, states):
        """Whether the condition is true of the states of all members."""
        settled = [state for state in states if state is not None]
        failed = states.count('failed')
        if self.strict:
            failed += states.count('cancelled')
        return {
            'all': len(settled) == len(states),
            'first': len(settled) > 0,
            'first-error': failed > 0 or len(settled) == len(states),
            'first-success': 'succeeded' in states,
            'ok': states.count('succeeded') >= self.k,
            'done': len(settled) >= self.k,
        }[self.until]

    def is_hopeless(self, states):
        """Whether it would not even hold if all the rest succeeded."""
        return not self.holds([state or 'succeeded' for state in states])

    def __str__(self):
        if self.outcome is None:
            return 'waiting'
        done, pending = (','.join(map(str, numbers))
                         for numbers in (self.done, self.pending))
        return f'{self.outcome}@{self.returned} done={done} pending={pending}'


class World:
    """What happens to tasks, whoever watches them."""

    def __init__(self, line):
        self.now = -1
        self.tasks, self.waits, self.cancels = [], [], []
        for statement in line.split('; '):
            kind, *pairs = statement.split(' ')
            values = dict(pair.split('=') for pair in pairs)
            if kind == 'task':
                self.tasks.append(Task(**values))
            elif kind == 'wait':
                self.waits.append(Wait(**values))
            else:
                self.cancels.append((int(values['at']), int(values['task'])))

    def states(self, wait):
        return [self.tasks[n].state for n in wait.of]

    def settled(self, wait):
        return [n for n in wait.of if self.tasks[n].state is not None]

    def is_due(self):
        return any(task.state is None and
                   self.now in (task.end, task.cancelled_end)
                   for task in self.tasks)

    def next_time(self):
        """The next time at which something may happen without asyncio."""
        times = [at for at, _ in self.cancels]
        for task in self.tasks:
            times += [task.launch, task.end, task.cancelled_end]
        for wait in self.waits:
            times += [wait.made, wait.abandoned]
        return min((time for time in times
                    if time is not None and time > self.now), default=None)

    def act(self):
        """What the person does."""
        for task in self.tasks:
            if task.launch == self.now:
                task.start(self.now)
        for at, n in self.cancels:
            if at == self.now:
                self.cancel(n)
        for n, wait in enumerate(self.waits):
            if wait.made == self.now:
                self.make(n, wait)
        for n, wait in enumerate(self.waits):
            if wait.abandoned == self.now and wait.outcome is None:
                wait.stop('abandoned', self.now, self.settled(wait))
                self.abandon(n)

    def cancel(self, n):
        task = self.tasks[n]
        task.cancel(self.now)
        # Nobody has to be asked: the person sees it at once.
        if task.asked and not task.launched and task.run(self.now):
            self.settle(n)

    def run_wire(self):
        for n, task in enumerate(self.tasks):
            if task.run(self.now):
                self.settle(n)

    def take_aftermath(self, wait):
        if wait.then == 'cancel':
            for n in wait.pending:
                self.tasks[n].cancel(self.now)

    def __str__(self):
        parts = [f'T{n} {task}' for n, task in enumerate(self.tasks)]
        parts += [f'W{n} {wait}' for n, wait in enumerate(self.waits)]
        return '; '.join(parts)


class BruteForce(World):
    """The rules, with no count kept from one round to the next."""

    def __init__(self, line):
        super().__init__(line)
        self.limit_met = False

    def make(self, n, wait):
        pass

    def abandon(self, n):
        pass

    def settle(self, n):
        pass

    def look(self, wait):
        """Returns whether the wait returns at the end of this round."""
        if wait.outcome is not None or wait.made > self.now:
            return False
        states = self.states(wait)
        if wait.holds(states):
            outcome = 'satisfied'
        elif wait.is_hopeless(states):
            outcome = 'impossible'
        elif wait.limit is not None and wait.limit <= self.now:
            outcome = 'timed-out'
        else:
            return False
        wait.stop(outcome, self.now, self.settled(wait))
        return True

    def run_round(self):
        self.run_wire()
        for wait in [wait for wait in self.waits if self.look(wait)]:
            self.take_aftermath(wait)

    def meets_limit(self, wait):
        return (wait.limit == self.now and
                wait.returned in (None, self.now) and
                any(self.tasks[n].settled == self.now for n in wait.of))

    def next_time(self):
        times = [wait.limit for wait in self.waits
                 if wait.limit is not None and wait.limit > self.now]
        other = super().next_time()
        return min(times + [other] if other is not None else times,
                   default=None)

    def run(self):
        while (time := self.next_time()) is not None:
            self.now = time
            self.act()
            self.run_round()
            while self.is_due():
                self.run_round()
            self.limit_met |= any(map(self.meets_limit, self.waits))
        return str(self)

    def is_asyncios(self):
        """Whether asyncio has these conditions, and one answer."""
        return not self.limit_met and all(wait.until in RETURN_WHEN and
                                          not wait.strict
                                          for wait in self.waits)


class VirtualLoop(asyncio.BaseEventLoop):
    """A loop whose time passes only when it has nothing else to do."""

    def __init__(self, world):
        super().__init__()
        self._selector = self
        self.world = world

    def time(self):
        return self.world.now

    def select(self, timeout):
        if timeout != 0:
            self.world.be_quiet(timeout)
        return []

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class Asyncio(World):
    """asyncio.wait() itself, over plain Futures."""

    def __init__(self, line):
        super().__init__(line)
        self.loop = VirtualLoop(self)
        self.futures = [self.loop.create_future() for _ in self.tasks]
        self.watchers = {}

    def make(self, n, wait):
        self.watchers[n] = self.loop.create_task(self.watch(wait))

    def abandon(self, n):
        self.watchers[n].cancel()

    def settle(self, n):
        future, state = self.futures[n], self.tasks[n].state
        if state == 'succeeded':
            future.set_result(n)
        elif state == 'failed':
            future.set_exception(OSError())
            # It is no news that nobody asks for it.
            future.exception()
        else:
            future.cancel()

    async def watch(self, wait):
        sets = await asyncio.wait([self.futures[n] for n in wait.of],
                                  timeout=wait.within,
                                  return_when=RETURN_WHEN[wait.until])
        done, pending = ([n for n in wait.of if self.futures[n] in members]
                         for members in sets)
        states = [self.tasks[n].state if n in done else None for n in wait.of]
        outcome = 'satisfied' if wait.holds(states) else 'timed-out'
        wait.stop(outcome, self.now, done)
        assert wait.pending == sorted(pending)
        self.take_aftermath(wait)

    def be_quiet(self, timeout):
        """A round is over: the next one, or the next instant."""
        if not self.is_due():
            times = [self.next_time()]
            if timeout is not None:
                times.append(self.now + timeout)
            self.now = min((time for time in times if time is not None),
                           default=None)
            if self.now is None:
                self.now = 0
                self.loop.stop()
                return
            self.act()
        self.run_wire()

    async def finish(self):
        for watcher in self.watchers.values():
            watcher.cancel()
        await asyncio.gather(*self.watchers.values(), return_exceptions=True)

    def run(self):
        self.loop.run_forever()
        text = str(self)
        self.loop.run_until_complete(self.finish())
        for watcher in self.watchers.values():
            assert watcher.cancelled() or watcher.exception() is None
        self.loop.close()
        return text


def answer(line):
    world = BruteForce(line)
    try:
        by_rules = world.run()
    except BelowResolution:
        return f'{OUT}\t{OUT}'
    if not world.is_asyncios():
        return f'{by_rules}\t{OUT}'
    return f'{by_rules}\t{Asyncio(line).run()}'


def main():
    for line in sys.stdin:
        print(answer(line.rstrip('\n')), flush=True)


if __name__ == '__main__':
    main()
