import type { StackLine } from '../analysis/leaks/finding.ts';

/** Import path of a function's package: 'net/http' of 'net/http.(*conn).serve'; '' if there is none. */
export function packageOf(functionName: string): string {
  const slash = functionName.lastIndexOf('/');
  const dot = functionName.indexOf('.', slash + 1);
  return dot < 0 ? '' : functionName.slice(0, dot).replace(/%2e/gi, '.');
}

/** The path as module readers know it: import path and base name, without the folders of the build machine. */
export function shortPath(functionName: string, file: string): string {
  if (file === '' || file.startsWith('<') || file === '??') return file;
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const folder = packageOf(functionName);
  return folder === '' ? name : `${folder}/${name}`;
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
