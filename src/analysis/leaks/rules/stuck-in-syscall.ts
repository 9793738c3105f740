import { count } from '../../../base/figures.ts';
import { isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const stuckInSyscall: Rule = {
  id: 'stuck-in-syscall',
  pattern: 'Stuck in a system call or in C',
  fix: 'Give the call a timeout or a way to be interrupted: each such goroutine holds a thread of the operating system.',
  reference: 'https://pkg.go.dev/cmd/cgo',
  match: (site) => {
    if (site.waitClass !== 'syscall' || isIn(site, 'os/signal.signal_recv')) return null;
    const minutes = site.waitMinutes?.max ?? 0;
    const evidence = [speaksFor(4, 'Each holds a thread of the operating system.')];
    if (minutes >= 1)
      evidence.push(speaksFor(12, `In the same call for at least ${count(minutes)} minutes.`));
    return { evidence };
  },
};
