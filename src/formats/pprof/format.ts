import type { Format, Sniff } from '../reader.ts';

export const pprofFormat: Format = { id: 'pprof', label: 'pprof protobuf', sniff };

/** Walks the fields of the head: a profile begins with known fields of the right wire type. */
function sniff(head: Uint8Array): Sniff {
  if (head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)) return 'no';
  let pos = 0;
  let fields = 0;
  while (pos < head.length && fields < 16) {
    const tag = head[pos];
    const field = tag >> 3;
    const wire = tag & 7;
    if (tag >= 0x80 || field === 0 || field > 15 || (wire !== 2 && wire !== 0))
      return fields > 4 ? 'maybe' : 'no';
    if (wire !== (isMessage(field) ? 2 : 0) && field !== 13) return 'no';
    pos++;
    let value = 0;
    let shift = 1;
    for (;;) {
      if (pos >= head.length) return fields > 0 ? 'yes' : 'no';
      const byte = head[pos++];
      value += (byte & 0x7f) * shift;
      shift *= 128;
      if (byte < 0x80) break;
      if (shift > 2 ** 70) return 'no';
    }
    if (wire === 2) pos += value;
    fields++;
  }
  return fields > 0 ? 'yes' : 'no';
}

function isMessage(field: number): boolean {
  return field <= 6 || field === 11;
}
