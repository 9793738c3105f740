import { FormatError } from '../base/errors.ts';

/** What a file is that no reader opens, and what to capture instead. */
interface Known {
  readonly what: string;
  readonly instead: string;
}

const goroutineHint = 'capture `curl -o goroutine.pb.gz http://HOST/debug/pprof/goroutine` instead';
const wrongUrl = 'the address was wrong or the service answered with an error: open it in a browser to see';

/** Beginnings, as Latin-1; the first that fits wins. */
const beginnings: readonly (readonly [string, Known])[] = [
  [
    '\x7fELF',
    {
      what: 'an ELF file (a program, a library or a core dump)',
      instead: `open its profiles, not the program; for a core dump run \`dlv core\` and \`goroutines -t\`, or ${goroutineHint}`,
    },
  ],
  ['\xcf\xfa\xed\xfe', { what: 'a Mach-O program', instead: goroutineHint }],
  ['MZ', { what: 'a Windows program', instead: goroutineHint }],
  [
    'JAVA PROFILE 1.',
    { what: 'a Java heap dump (hprof)', instead: 'open it in Eclipse MAT or VisualVM; Unpark reads Go' },
  ],
  [
    'FLR\0',
    { what: 'a Java Flight Recorder file', instead: 'open it in JDK Mission Control; Unpark reads Go' },
  ],
  ['Nettrace', { what: 'a .NET trace', instead: 'open it in PerfView or Visual Studio; Unpark reads Go' }],
  [
    '\x14\0\0\0!FastSerial',
    { what: 'a .NET heap dump (gcdump)', instead: 'open it in PerfView or Visual Studio; Unpark reads Go' },
  ],
  [
    'MDMP',
    {
      what: 'a Windows minidump (.NET dumps are such)',
      instead: 'open it in WinDbg or Visual Studio; Unpark reads Go',
    },
  ],
  [
    'PERFILE2',
    {
      what: 'a perf.data file',
      instead: 'convert it with `perf_to_profile`, or capture `/debug/pprof/profile`',
    },
  ],
  [
    'PERFFILE',
    {
      what: 'a perf.data file',
      instead: 'convert it with `perf_to_profile`, or capture `/debug/pprof/profile`',
    },
  ],
  ['%PDF', { what: 'a PDF document', instead: goroutineHint }],
  ['\x89PNG', { what: 'a PNG picture', instead: 'open the profile it was made from' }],
  ['\xff\xd8\xff', { what: 'a JPEG picture', instead: 'open the profile it was made from' }],
  ['GIF8', { what: 'a GIF picture', instead: 'open the profile it was made from' }],
  ['BZh', { what: 'a bzip2 file', instead: 'unpack it with `bunzip2` first' }],
  ['\xfd7zXZ', { what: 'an xz file', instead: 'unpack it with `unxz` first' }],
  ['7z\xbc\xaf', { what: 'a 7-Zip archive', instead: 'unpack it first' }],
  ['Rar!', { what: 'a RAR archive', instead: 'unpack it first' }],
  ['SQLite format 3', { what: 'an SQLite database', instead: goroutineHint }],
  ['go object ', { what: 'a Go object file', instead: goroutineHint }],
  ['!<arch>', { what: 'an archive of object files', instead: goroutineHint }],
];

const texts: readonly (readonly [RegExp, Known])[] = [
  [
    /^\s*<html>\s*<head>\s*<title>\/debug\/pprof\//i,
    {
      what: 'the index page of net/http/pprof',
      instead: 'it only lists the profiles: capture `/debug/pprof/goroutine` and `/debug/pprof/heap`',
    },
  ],
  [
    /^\s*(<!doctype html|<html|<head|<\?xml[^>]*>\s*<!doctype html)/i,
    { what: 'an HTML page', instead: `${wrongUrl}; the profile's address ends in /debug/pprof/goroutine` },
  ],
  [/^\s*<\?xml|^\s*<svg/i, { what: 'an XML or SVG file', instead: 'open the profile it was made from' }],
  [
    /^Unknown profile/i,
    {
      what: 'the answer "Unknown profile" of net/http/pprof',
      instead:
        'this Go version has no such profile (goroutineleak needs Go 1.26 with GOEXPERIMENT=goroutineleakprofile, or 1.27); capture `/debug/pprof/goroutine`',
    },
  ],
  [
    /^(404 page not found|404|Not Found|page not found)/i,
    { what: 'a "not found" answer', instead: `${wrongUrl}; is net/http/pprof imported?` },
  ],
  [
    /^(Forbidden|Unauthorized|401|403|Bad Gateway|502|503|504|upstream )/i,
    { what: 'the error answer of a server or proxy', instead: wrongUrl },
  ],
  [
    /^Could not enable (tracing|CPU profiling)|^profile duration exceeds/i,
    {
      what: 'an error answer of net/http/pprof',
      instead: 'another capture was running or the time was too long: try again',
    },
  ],
  [/^\s*\{\s*"cmdline"\s*:/, { what: 'the variables of expvar (/debug/vars)', instead: goroutineHint }],
  [/^# (HELP|TYPE) \w+/, { what: 'a page of Prometheus metrics', instead: goroutineHint }],
  [
    /^Full thread dump |^"[^"\n]+" #\d+ .*prio=/m,
    { what: 'a Java thread dump', instead: 'open it in a Java tool; Unpark reads Go' },
  ],
  [
    /^(File: .*\n)?(Build ID: .*\n)?Type: .*\n|^Showing nodes accounting for|^PeriodType: /,
    { what: 'a printed report of go tool pprof', instead: 'open the profile it was made from' },
  ],
  [
    /^[^\s;][^;\n]*(;[^;\n]+)+ \d+\r?\n[^;\n]+(;[^;\n]+)* \d+\r?$/m,
    { what: 'folded stacks', instead: 'open the profile they were made from' },
  ],
  [
    /^\s*\{\s*"nodes"\s*:\s*\[[\s\S]*"(hitCount|callFrame)"/,
    { what: 'a V8 .cpuprofile', instead: "open it in the browser's developer tools; Unpark reads Go" },
  ],
  [
    /^\s*\{\s*"snapshot"\s*:/,
    { what: 'a V8 heap snapshot', instead: "open it in the browser's developer tools; Unpark reads Go" },
  ],
  [
    /^\s*(\{[\s\S]*"traceEvents"\s*:|\[\s*\{[\s\S]*"ph"\s*:)/,
    { what: 'a Chrome trace (JSON)', instead: 'open the original trace.out of runtime/trace' },
  ],
  [/speedscope/, { what: 'a speedscope file', instead: 'open the profile it was made from' }],
  [
    /^\s*[[{]/,
    { what: 'a JSON text', instead: `it holds no goroutine dump; if it is an error answer, ${wrongUrl}` },
  ],
  [/^digraph |^strict digraph /, { what: 'a Graphviz graph', instead: 'open the profile it was made from' }],
];

/** An error that names what the content is. `head` is the begin of the unpacked content. */
export function identify(head: Uint8Array, size: number): FormatError {
  if (size === 0) {
    return new FormatError('unrecognised', {
      format: 'empty file',
      offset: 0,
      detail: 'there are no bytes in it: the capture failed or is still being written; capture it again',
    });
  }
  const known = identifyForeign(head);
  if (known !== null) return known;
  const isText = looksLikeText(head);
  return new FormatError('unrecognised', {
    format: isText ? 'text' : 'binary file',
    offset: 0,
    detail: isText
      ? `no goroutine, profile or crash report is in it; ${goroutineHint}`
      : `it begins with ${hex(head.subarray(0, 8))}, which no reader knows; Unpark opens pprof profiles, goroutine dumps and execution traces of Go`,
  });
}

/** Texts that may hold a dump all the same: behind their begin, or between their tags. */
const wrappers = new Set([
  'a JSON text',
  'an HTML page',
  'a "not found" answer',
  'the error answer of a server or proxy',
]);

/** False where looking any further is in vain. */
export function mayHoldDump(foreign: FormatError): boolean {
  return wrappers.has(foreign.format);
}

/** What the content is for certain, though not ours; null if nothing tells. */
export function identifyForeign(head: Uint8Array): FormatError | null {
  const start = latin1(head.subarray(0, 16));
  for (const [beginning, known] of beginnings) if (start.startsWith(beginning)) return named(known);
  if (!looksLikeText(head)) return null;
  const text = new TextDecoder().decode(head);
  for (const [pattern, known] of texts) if (pattern.test(text)) return named(known);
  return null;
}

function named({ what, instead }: Known): FormatError {
  return new FormatError('unrecognised', { format: what, offset: 0, detail: instead });
}

function looksLikeText(head: Uint8Array): boolean {
  let odd = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i];
    if (byte === 0) return false;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) odd++;
  }
  return odd * 50 < head.length;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
