import type { Format, Sniff } from '../reader.ts';

export const goroutineTextFormat: Format = { id: 'goroutine-text', label: 'goroutine text', sniff };

const sure =
  /^(?:goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[[^\]\n]+\]|panic: |fatal error: |SIG[A-Z]+: |WARNING: DATA RACE)/m;
const perhaps = /goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[|Goroutine \d+ in state /;
const countText =
  /^(?:\s|#.*\n)*(?:\S+ profile: (?:total )?\d+|heap profile:|--- (?:contention|mutex|heapz|threadz))/;

function sniff(head: Uint8Array): Sniff {
  if (head.includes(0)) return 'no';
  const text = new TextDecoder().decode(head);
  if (countText.test(text)) return sure.test(text) ? 'yes' : 'no';
  if (sure.test(text)) return 'yes';
  return perhaps.test(text) || isText(head) ? 'maybe' : 'no';
}

function isText(head: Uint8Array): boolean {
  let odd = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i];
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) odd++;
  }
  return odd === 0 && head.length > 0;
}
