import { perftools } from '../formats/pprof/generated/profile.js';

const { Profile } = perftools.profiles;
type Messages = perftools.profiles.Profile.$Properties;

/** What tests write a profile from. */
export type ProfileMessage = Messages;

/** The bytes of a profile, written by the module that protobufjs generates from proto/profile.proto. */
export function encodeMessages(profile: ProfileMessage): Uint8Array {
  return Profile.encode(profile).finish();
}

/** The messages of a profile: the oracle that the reader's columns are held against. */
export function decodeMessages(bytes: Uint8Array): ProfileMessage {
  return Profile.decode(bytes);
}

/** What protobufjs makes of 64 bits. */
interface Halves {
  readonly high: number;
  readonly low: number;
}

/** A 64-bit field as a bigint. */
export function wide(value: number | Halves | null | undefined, isUnsigned = false): bigint {
  if (value === null || value === undefined) return 0n;
  const whole =
    typeof value === 'number' ? BigInt(value) : (BigInt(value.high) << 32n) | BigInt(value.low >>> 0);
  return isUnsigned ? BigInt.asUintN(64, whole) : BigInt.asIntN(64, whole);
}
