import type { Format, Sniff } from '../reader.ts';

export const traceFormat: Format = { id: 'gotrace', label: 'Go execution trace', sniff };

export function headText(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(0, 16));
}

function sniff(head: Uint8Array): Sniff {
  if (/^go 1\.\d+ trace/.test(headText(head))) return 'yes';
  return 'no';
}
