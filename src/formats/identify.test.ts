import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../base/errors.ts';
import { openBytes } from '../testing/open-bytes.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const binary = (start: string): Uint8Array => {
  const out = new Uint8Array(6000);
  out.set(bytes(start));
  for (let i = start.length; i < out.length; i++) out[i] = (i * 7919) & 255;
  return out;
};

/** Content, what it is called, and a word of what to capture instead. */
const foreign: readonly (readonly [string, Uint8Array, string, string])[] = [
  [
    'an HTML error page',
    bytes('<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head></html>'),
    'an HTML page',
    '/debug/pprof/goroutine',
  ],
  [
    'an HTML page in capitals',
    bytes('\n  <HTML><BODY>Not Found</BODY></HTML>'),
    'an HTML page',
    '/debug/pprof/goroutine',
  ],
  [
    'the index page',
    bytes('<html>\n<head>\n<title>/debug/pprof/</title>\n<style>'),
    'the index page of net/http/pprof',
    '/debug/pprof/heap',
  ],
  [
    'a JSON error',
    bytes('{"error":"not found","code":404}'),
    'a JSON text',
    'the service answered with an error',
  ],
  ['a JSON list', bytes('[1,2,3]'), 'a JSON text', 'the service answered with an error'],
  [
    'expvar',
    bytes('{\n"cmdline": ["/app"],\n"memstats": {}}'),
    'the variables of expvar (/debug/vars)',
    'goroutine.pb.gz',
  ],
  [
    'Prometheus metrics',
    bytes('# HELP go_goroutines Number\n# TYPE go_goroutines gauge\ngo_goroutines 7\n'),
    'a page of Prometheus metrics',
    'goroutine.pb.gz',
  ],
  [
    'Unknown profile',
    bytes('Unknown profile\n'),
    'the answer "Unknown profile" of net/http/pprof',
    'GOEXPERIMENT',
  ],
  ['a 404', bytes('404 page not found\n'), 'a "not found" answer', 'imported'],
  [
    'busy',
    bytes('Could not enable CPU profiling: cpu profiling already in use\n'),
    'an error answer of net/http/pprof',
    'try again',
  ],
  [
    'a proxy',
    bytes('upstream connect error or disconnect/reset before headers'),
    'the error answer of a server or proxy',
    'browser',
  ],
  [
    'an ELF or core file',
    binary('\x7fELF\x02\x01\x01\0'),
    'an ELF file (a program, a library or a core dump)',
    'dlv core',
  ],
  ['a Mach-O program', binary('\xcf\xfa\xed\xfe'), 'a Mach-O program', 'goroutine.pb.gz'],
  ['a Java heap dump', binary('JAVA PROFILE 1.0.2\0'), 'a Java heap dump (hprof)', 'Eclipse MAT'],
  ['JFR', binary('FLR\0\0\x02'), 'a Java Flight Recorder file', 'Mission Control'],
  [
    'a Java thread dump',
    bytes('2026-01-01 10:00:00\nFull thread dump OpenJDK 64-Bit Server VM (21):\n\n"main" #1 prio=5\n'),
    'a Java thread dump',
    'Java tool',
  ],
  ['a .NET trace', binary('Nettrace\x14\0\0\0!FastSerialization.1'), 'a .NET trace', 'PerfView'],
  ['a .NET heap dump', binary('\x14\0\0\0!FastSerialization.1'), 'a .NET heap dump (gcdump)', 'PerfView'],
  ['a minidump', binary('MDMP\x93\xa7'), 'a Windows minidump (.NET dumps are such)', 'WinDbg'],
  ['perf.data', binary('PERFILE2h\0\0\0'), 'a perf.data file', 'perf_to_profile'],
  [
    'a V8 CPU profile',
    bytes('{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"},"hitCount":0}]}'),
    'a V8 .cpuprofile',
    'developer tools',
  ],
  [
    'a V8 heap snapshot',
    bytes('{"snapshot":{"meta":{"node_fields":[]}}}'),
    'a V8 heap snapshot',
    'developer tools',
  ],
  ['a Chrome trace', bytes('{"traceEvents":[{"ph":"X","ts":1}]}'), 'a Chrome trace (JSON)', 'trace.out'],
  ['a Chrome trace as a list', bytes('[{"name":"a","ph":"B","ts":1}]'), 'a Chrome trace (JSON)', 'trace.out'],
  [
    'speedscope',
    bytes('{"$schema":"https://www.speedscope.app/file-format-schema.json"}'),
    'a speedscope file',
    'profile it was made from',
  ],
  [
    'folded stacks',
    bytes('main;serve;read 12\nmain;serve 3\n'),
    'folded stacks',
    'profile they were made from',
  ],
  [
    'the output of pprof -top',
    bytes('File: server\nType: inuse_space\nTime: now\n'),
    'a printed report of go tool pprof',
    'profile it was made from',
  ],
  ['a Graphviz graph', bytes('digraph "server" {\n'), 'a Graphviz graph', 'profile it was made from'],
  ['a picture', binary('\x89PNG\r\n\x1a\n'), 'a PNG picture', 'profile it was made from'],
  ['bzip2', binary('BZh91AY'), 'a bzip2 file', 'bunzip2'],
  ['an empty file', new Uint8Array(0), 'empty file', 'capture it again'],
  ['a text', bytes('hello there\nhow are you\n'), 'text', 'goroutine'],
  ['a short text', bytes('\nx'), 'text', 'goroutine'],
  ['unknown bytes', binary('\x01\x02\x03\xff\xfe'), 'binary file', 'which no reader knows'],
];

describe('what it cannot open, it names, and says what to capture instead', () => {
  test.each(foreign)('%s', async (_, content, what, instead) => {
    for (const file of content.length === 0 ? [content] : [content, new Uint8Array(gzipSync(content))]) {
      const [part] = await openBytes(file, 'capture');
      const error = part.ok ? null : part.error;
      expect(error).toBeInstanceOf(FormatError);
      expect(error?.code).toBe('unrecognised');
      expect(error?.format).toBe(what);
      expect(error?.detail).toContain(instead);
      expect(error?.offset).toBe(0);
    }
  });

  test('a crash report without goroutines', async () => {
    const [part] = await openBytes('panic: boom\n\nexit status 2\n');
    expect(part.ok ? null : part.error).toMatchObject({
      format: 'crash report without goroutines',
      detail: expect.stringContaining('GOTRACEBACK=all'),
    });
  });

  test('a trace is left to its reader', async () => {
    const [part] = await openBytes(bytes(`go 1.26 trace\0\0\0`));
    expect(part.ok ? '' : part.error.format).toMatch(/trace/);
  });
});
