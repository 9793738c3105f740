import { describe, expect, test } from 'vitest';
import type { Goroutines } from '../../model/goroutines.ts';
import { partsText } from '../../testing/document-text.ts';
import { openBytes, openDocuments } from '../../testing/open-bytes.ts';

const dump = `goroutine 1 [chan receive, 3 minutes]:
main.(*Server[...]).wait(0xc000010000, {0x1?, 0x2})
	/src/shop/server.go:42 +0x1d
main.main()
	/src/shop/main.go:9 +0x2a

goroutine 34 [select (no cases)] {job: "mail out", try: 3}:
main.spin(...)
	/src/shop/spin.go:7
created by main.main in goroutine 1
	/src/shop/main.go:8 +0x20

goroutine 35 [IO wait, locked to thread]:
internal/poll.runtime_pollWait(0x7f2c3c0e8, 0x72)
	/usr/local/go/src/runtime/netpoll.go:351 +0x85
net.(*conn).Read(0xc000110008)
	/usr/local/go/src/net/net.go:194 +0x45
created by net/http.(*Server).Serve in goroutine 1
	/usr/local/go/src/net/http/server.go:3493 +0x485
`;
const lines = dump.trimEnd().split('\n');

/** What it reads as, without what is said about the log. */
async function read(text: string | Uint8Array): Promise<string> {
  const all = partsText(await openBytes(text, ''));
  return all
    .split('\n')
    .filter((line) => !line.startsWith('notice log-prefix'))
    .join('\n');
}

/** Every line with what a log puts before it; `i` is the line's number. */
const prefixed = (prefix: (i: number) => string): string =>
  lines.map((line, i) => `${prefix(i)}${line}\n`).join('');
const two = (n: number): string => String(n % 60).padStart(2, '0');

const logs: Record<string, string | Uint8Array> = {
  'CRI of containerd': prefixed((i) => `2026-01-02T03:04:${two(i)}.1234${i}6789Z stderr F `),
  'CRI with lines in parts': lines
    .map((line, i) => {
      const at = `2026-01-02T03:04:${two(i)}.123456789Z stderr`;
      const middle = Math.floor(line.length / 2);
      return `${at} P ${line.slice(0, middle)}\n${at} F ${line.slice(middle)}\n`;
    })
    .join(''),
  'kubectl logs --timestamps': prefixed((i) => `2026-01-02T03:04:${two(i)}.12345${i}Z `),
  'kubectl logs --prefix': prefixed(() => '[pod/shop-7d9f6c5b4-x2x9z/server] '),
  'both of them': prefixed((i) => `[pod/shop-7d9f/server] 2026-01-02T03:04:${two(i)}.1Z `),
  'kubectl with a zone': prefixed((i) => `2026-01-02T03:04:${two(i)}.12345+02:00 `),
  'docker compose': prefixed(() => 'shop_server_1  | '),
  'docker compose 2': prefixed(() => 'shop-1  | '),
  syslog: prefixed((i) => `Nov  3 10:00:${two(i)} node-7 shop[${1234}]: `),
  'journalctl over midnight': prefixed(
    (i) => `${i < 5 ? 'Nov 30 23:59' : 'Dec 01 00:00'}:${two(i)} node shop[77]: `,
  ),
  'GitHub Actions': prefixed((i) => `2026-01-02T03:04:${two(i)}.123456${i}Z `),
  stern: prefixed(() => 'shop-7d9f6c5b4-x2x9z server '),
  't.Log, four blanks': prefixed(() => '    '),
  't.Log, eight blanks, place before': `    shop_test.go:12: ${lines[0]}\n${lines
    .slice(1)
    .map((line) => `        ${line}\n`)
    .join('')}`,
  'the log package, first line only': `2026/01/02 03:04:05 ${dump}`,
  'the log package, with file': `2026/01/02 03:04:05.123456 main.go:12: ${dump}`,
  'coloured lines': lines.map((line) => `\u001b[31m${line}\u001b[0m\n`).join(''),
  'colour behind a prefix': prefixed(() => '\u001b[36mshop-1  |\u001b[0m '),
  'Docker JSON': lines
    .map((line, i) =>
      JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: `2026-01-02T03:04:${two(i)}.1Z` }),
    )
    .join('\n'),
  'go test -json': lines
    .map((line) =>
      JSON.stringify({
        Time: '2026-01-02T03:04:05.1Z',
        Action: 'output',
        Package: 'shop',
        Output: `${line}\n`,
      }),
    )
    .join('\n'),
  'a JSON logger, dump in one value': `${JSON.stringify({ level: 'info', msg: 'starting' })}\n${JSON.stringify({ level: 'error', ts: 1767323045.1, msg: 'stuck', stacktrace: dump })}\n`,
  'zap on a console': `2026-01-02T03:04:05.123Z\tERROR\tshop/main.go:12\tstuck\t{"stack": "${dump.replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"}\n`,
  'logfmt, quoted': `time=2026-01-02T03:04:05Z level=error msg=stuck stack="${dump.replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"\n`,
  'tabs turned into blanks': dump.replaceAll('\t', '        '),
  'tabs lost': dump.replaceAll('\t', ''),
  'lines indented by a chat': lines.map((line) => `> ${line}\n`).join(''),
  'a page saved by a browser': `<html><head></head><body><pre style="white-space: pre-wrap;">${dump}</pre></body></html>`,
  'a block of Markdown': `\`\`\`\n${dump}\`\`\`\n`,
  CRLF: dump.replaceAll('\n', '\r\n'),
  'CRLF behind a prefix': prefixed(() => 'shop-1  | ').replaceAll('\n', '\r\n'),
  'byte order mark': `\ufeff${dump}`,
  'UTF-16, little-endian with mark': utf16(`\ufeff${dump}`, true),
  'UTF-16, big-endian with mark': utf16(`\ufeff${dump}`, false),
  'UTF-16 without mark': utf16(dump, true),
};

function utf16(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittle);
  return new Uint8Array(view.buffer);
}

describe('a dump in a log reads as the dump itself', () => {
  test.each(Object.entries(logs))('%s', async (_, text) => {
    expect(await read(text)).toBe(await read(dump));
  });

  test.each(Object.entries(logs).filter(([name]) => !/UTF|mark/.test(name)))(
    '%s, with lines of the program before and after',
    async (_, text) => {
      const first = String(text).split('\n')[0];
      const at = first.indexOf('goroutine 1 [');
      const prefix = at > 0 && !first.startsWith('{') && !first.includes('\\n') ? first.slice(0, at) : '';
      const noise = `${prefix}listening on :8080 (pid 7)\n${prefix}cache: 3 hits, 1 miss\n\n`;
      expect(await read(`${noise}${text}\n\n${noise}`)).toBe(await read(dump));
    },
  );
});

test('stacks behind other words of the log package are goroutines of their own', async () => {
  const stack = (id: number, words: string): string =>
    `2026/01/02 03:04:05 ${words}: goroutine ${id} [running]:\nmain.f${id}()\n\t/src/shop/main.go:${id} +0x1d\n`;
  expect(await read(stack(7, 'something odd') + stack(8, 'again') + stack(9, 'and again'))).toBe(
    await read([7, 8, 9].map((id) => stack(id, 'x').replace(/^.*: g/, 'g')).join('\n')),
  );
});

test('the time of the first line is the moment of capture', async () => {
  const [document] = await openDocuments(logs['CRI of containerd'], '');
  expect(document.origin).toMatchObject({
    timeMs: Date.parse('2026-01-02T03:04:00.123Z'),
    timeFrom: 'capture',
  });
});

test('a log of three dumps is three snapshots, in their order and at their times', async () => {
  const later = (minute: number, n: number): string =>
    `${lines
      .slice(0, 5 + n)
      .map((line) => `2026-01-02T03:${two(minute)}:00Z stderr F ${line}\n`)
      .join('')}2026-01-02T03:${two(minute)}:00Z stderr F \n`;
  const documents = (await openDocuments(
    later(1, 5) + later(2, 6) + later(3, 14),
    'shop.log',
  )) as Goroutines[];
  expect(documents.map(({ goroutines }) => goroutines.length)).toEqual([2, 2, 3]);
  expect(documents.map(({ origin }) => origin.timeMs)).toEqual(
    [1, 2, 3].map((minute) => Date.parse(`2026-01-02T03:0${minute}:00Z`)),
  );
  expect(documents.map(({ origin }) => origin.name)).toEqual([1, 2, 3].map((n) => `shop.log (dump ${n})`));
});
