/**
 * Memory that can be given back at once: a resizable buffer where there are such (ES2024), else one that the garbage
 * collector takes in its time. What large traces need at their peak depends on it. Not for columns of hot loops: they
 * are read and written at half the speed. Nor does it help Node to detach plain buffers of this size: malloc keeps them.
 */
interface Resizable extends ArrayBuffer {
  resize(bytes: number): void;
}

const Buffer = ArrayBuffer as unknown as new (
  bytes: number,
  options: { maxByteLength: number },
) => ArrayBuffer;

export function releasable(bytes: number): ArrayBuffer {
  return new Buffer(bytes, { maxByteLength: bytes });
}

function isResizable(buffer: ArrayBuffer): buffer is Resizable {
  return (buffer as { resizable?: boolean }).resizable === true;
}

/** The columns on `buffer` are empty from now on. */
export function release(buffer: ArrayBuffer): void {
  if (isResizable(buffer)) buffer.resize(0);
}
