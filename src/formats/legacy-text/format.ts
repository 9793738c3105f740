import type { Format, Sniff } from '../reader.ts';
import { isBinaryCpu } from './cpu-header.ts';

export const legacyTextFormat: Format = { id: 'legacy-text', label: 'debug=1 text', sniff };

const beginnings =
  /^(?:\s|#[^\n]*\n)*(?:\S+ profile: total\s+\d+|heap profile:|--- (?:contention|mutex|heapz |threadz |Thread [0-9a-f]+ \(name: ))/;

function sniff(head: Uint8Array): Sniff {
  if (isBinaryCpu(head)) return 'yes';
  if (head.includes(0)) return 'no';
  return beginnings.test(new TextDecoder().decode(head)) ? 'yes' : 'no';
}
