/** The content as UTF-8 without a byte-order mark: UTF-16 (with or without a mark) is converted, the rest is a view. */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  const label = utf16Label(bytes);
  if (label === null) return bytes;
  const text = new TextDecoder(label).decode(bytes);
  return new TextEncoder().encode(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}

/** 'utf-16le' or 'utf-16be' if the head is such text, else null. */
export function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length & ~1, 512);
  if (length < 32) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) evenZeros++;
    if (bytes[i + 1] === 0) oddZeros++;
  }
  const half = length / 2;
  if (oddZeros > half * 0.9 && evenZeros === 0) return 'utf-16le';
  return evenZeros > half * 0.9 && oddZeros === 0 ? 'utf-16be' : null;
}
