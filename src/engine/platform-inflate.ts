import type { FastInflate } from '../formats/unpack/gzip.ts';

/** Smaller content is inflated as fast by the careful path, without a stream's round trips. */
const minBytes = 64 << 10;

/**
 * The platform's own inflate, three times as fast as ours on large text. It refuses joined members, trailing bytes and
 * a wrong CRC: null then, and the careful path says what can be used.
 */
export const platformInflate: FastInflate = async (bytes, maxBytes) => {
  if (bytes.length < minBytes || typeof DecompressionStream === 'undefined') return null;
  try {
    const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
    const chunks: Uint8Array[] = [];
    let length = 0;
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > maxBytes) {
        await reader.cancel();
        return null;
      }
      chunks.push(value);
    }
    const whole = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  } catch {
    return null;
  }
};
