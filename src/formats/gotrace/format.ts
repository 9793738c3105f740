import type { Format, Sniff } from '../reader.ts';

export const traceFormat: Format = { id: 'gotrace', label: 'Go execution trace', sniff };

export function headText(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(0, 16));
}

function sniff(head: Uint8Array): Sniff {
  if (/^go 1\.\d+ trace/.test(headText(head))) return 'yes';
  return 'no';
}

/** The number in the header of a trace, 22 for "go 1.22 trace"; null for anything else. `head`: its first 16 bytes. */
export function headerVersion(head: Uint8Array): number | null {
  const match = /^go 1\.(\d{1,3}) trace\0\0\0/.exec(headText(head));
  return match === null ? null : Number(match[1]);
}

/** Headers of the format that comes in generations. */
export const v2Versions: readonly number[] = [22, 23, 25, 26];
