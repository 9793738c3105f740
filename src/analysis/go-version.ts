/** 26 of 'go1.26.3'; null if there is none. */
export function minorVersion(version: string | null): number | null {
  const match = version === null ? null : /1\.(\d+)/.exec(version);
  return match === null ? null : Number(match[1]);
}
