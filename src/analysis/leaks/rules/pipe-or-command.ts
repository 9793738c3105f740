import { isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

const command = /^os\/exec\.\(\*Cmd\)\.(Start\.func\d+|watchCtx.*|Wait|awaitGoroutines)$/;

export const pipeOrCommand: Rule = {
  id: 'pipe-or-command',
  pattern: 'Pipe or command left open',
  fix: 'Close both ends of an io.Pipe on every path (CloseWithError for errors), and Wait for every command that was started.',
  reference: 'https://pkg.go.dev/io#Pipe',
  match: (site) => {
    if (isIn(site, /^io\.\(\*pipe\)\.(read|write)$/))
      return { evidence: [speaksFor(8, 'They wait for the other end of an io.Pipe.')] };
    return isIn(site, command)
      ? { evidence: [speaksFor(4, 'They belong to a command that was started.')] }
      : null;
  },
};
