import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHtml } from './html.ts';
import { anyReport, hostileNames, hostileReport, serviceReport } from './testdata/generate-report.ts';

/** Tags that the writer itself makes, with the attributes it gives them. */
const ownTags =
  /<(?:!doctype html|\/?(?:html|head|meta|title|style|body|main|header|footer|article|h[1-4]|p|dl|dt|dd|div|span|ul|ol|li|pre|b|i|a|table|thead|tbody|tr|th|td|svg|g|rect|text|title|line|circle|polyline)(?:\s+[a-z][a-z0-9-]*="[^"<>]*")*\s*\/?)>/gi;

function leftOver(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/, '').replaceAll(ownTags, '');
}

test('a report is one file without script and without anything from elsewhere', () => {
  const html = toHtml(serviceReport(30), 'https://unpark.example/#r=1.abc');
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
  expect(html).not.toMatch(/<script|<img|<iframe|<object|<link|\ssrc=|url\(|@import|\son\w+=/i);
  expect(html.match(/href="/g)).toHaveLength(1);
  expect(html).toContain('<svg class="flame"');
  expect(html).toContain('<svg class="growth"');
  expect(leftOver(html)).not.toMatch(/[<>]/);
  expect(html.length).toBeLessThan(300_000);
});

describe('hostile names stay text', () => {
  test.each(hostileNames)('%j', (name) => {
    const html = toHtml(hostileReport(name), `https://unpark.example/#r=${name}`);
    expect(leftOver(html)).not.toMatch(/[<>\0\u202e\u2066]/);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
  });

  test('a name of a megabyte is cut', () => {
    expect(toHtml(hostileReport('x'.repeat(1 << 20))).length).toBeLessThan(100_000);
  });
});

test('whatever the report, no tag but our own', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      expect(leftOver(toHtml(report))).not.toMatch(/[<>]/);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('an address that is no web address leads nowhere', () => {
  expect(toHtml(serviceReport(1), 'javascript:alert(1)')).toContain('<a href="#"');
});
