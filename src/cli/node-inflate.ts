import { gunzipSync, type InputType, type ZlibOptions } from 'node:zlib';

/** What zlib gives with its option `info`. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** Node's own inflate, in one call; null if there is more in the content than it looked at, or anything is wrong. */
export function nodeInflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | null> {
  try {
    const inflate = gunzipSync as unknown as (input: InputType, options: ZlibOptions) => Inflated;
    const { buffer, engine } = inflate(bytes, {
      maxOutputLength: maxBytes,
      chunkSize: Math.min(claimedSize(bytes) + 1, maxBytes, Math.max(1 << 20, bytes.length * 16)),
      info: true,
    });
    return Promise.resolve(engine.bytesWritten === bytes.length ? buffer : null);
  } catch {
    return Promise.resolve(null);
  }
}

/** What the last member says it unpacks to: as one piece, nothing is copied. */
function claimedSize(bytes: Uint8Array): number {
  if (bytes.length < 18) return 1 << 16;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true);
}
