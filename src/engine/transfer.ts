/** Elements of an array of plain values that are looked at before it is taken to hold no buffers. */
const probe = 4;

/**
 * Every buffer of the typed arrays in an answer, each once: an answer owns them, so they move instead of being copied.
 * Arrays of strings and numbers are not walked through.
 */
export function buffersOf(answer: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  const waiting: unknown[] = [answer];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer && value.buffer.byteLength > 0) found.add(value.buffer);
      continue;
    }
    if (value instanceof ArrayBuffer) {
      found.add(value);
      continue;
    }
    seen.add(value);
    for (const child of children(value)) waiting.push(child);
  }
  return [...found];
}

function children(value: object): Iterable<unknown> {
  if (value instanceof Map || value instanceof Set) return value.values();
  if (!Array.isArray(value)) return Object.values(value);
  for (let i = 0; i < Math.min(probe, value.length); i++) {
    if (typeof value[i] === 'object' && value[i] !== null) return value;
  }
  return [];
}
