import type { StackLine } from '../analysis/leaks/finding.ts';
import { packageOf } from '../analysis/names.ts';

/** The path as module readers know it: import path and base name, without the folders of the build machine. */
export function shortPath(functionName: string, file: string): string {
  if (file === '' || file.startsWith('<') || file === '??') return file;
  const name = baseName(file);
  const folder = packageOf(functionName);
  return folder === '' || folder === 'main' ? name : `${folder}/${name}`;
}

/** The last part of a path, of either kind. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export function shortenLine(line: StackLine): StackLine {
  return { ...line, file: shortPath(line.function, line.file) };
}

const addressPattern = /\b0x[0-9a-f]{4,}\b/gi;
const goroutineIdPattern = /\bgoroutines? #?\d+(?:(?:, | and )#?\d+)*/g;
const ipv4Pattern = /\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g;
const ipv6Pattern = /\[[0-9a-f:]*:[0-9a-f:.]+\](?::\d+)?/gi;
const hostPortPattern = /\b[a-z0-9](?:[\w-]*[a-z0-9])?(?:\.[\w-]+)*:\d{2,5}\b/gi;
const hostNamePattern =
  /\b(?:[a-z0-9-]+\.)+(?:internal|local|lan|corp|intra|svc|cluster\.local|compute\.amazonaws\.com)\b/gi;

export function withoutAddresses(text: string): string {
  return text.replace(addressPattern, '0x…');
}

export function withoutIds(text: string): string {
  return text.replace(goroutineIdPattern, (found) =>
    found.startsWith('goroutines') ? 'goroutines' : 'a goroutine',
  );
}

/** Replaces IP addresses, host:port pairs and names under private top-level domains; Go's file:line stays. */
export function withoutHosts(text: string): string {
  return text
    .replace(ipv6Pattern, '[host]')
    .replace(ipv4Pattern, '[host]')
    .replace(hostPortPattern, (found) => (/\.(go|s|c|h|cc|cpp):\d+$/i.test(found) ? found : '[host]'))
    .replace(hostNamePattern, '[host]');
}
