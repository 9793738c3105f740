import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { TraceBuilder } from './builder.ts';

export async function readV1(
  bytes: Uint8Array,
  version: number,
  _builder: TraceBuilder,
  _pace: Pace,
): Promise<void> {
  throw new FormatError('unsupported-version', {
    format: 'gotrace',
    offset: bytes.length,
    detail: `v1 ${version}`,
  });
}
