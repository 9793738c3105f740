import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const nilChannel: Rule = {
  id: 'nil-channel',
  pattern: 'Nil channel',
  fix: 'Make the channel before the goroutine uses it, or return instead of waiting: sending to and receiving from a nil channel block for ever.',
  reference: 'https://go.dev/ref/spec#Channel_types',
  match: ({ wait }) =>
    wait?.endsWith('(nil chan)') === true
      ? {
          isProof: true,
          evidence: [speaksFor(60, 'The channel is nil: no send, receive or close can ever wake them.')],
        }
      : null,
};
