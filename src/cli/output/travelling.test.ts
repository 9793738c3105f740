import { expect, test } from 'vitest';
import { decodeLink, encodeLink } from '../../report/codec/link.ts';
import { linkIn } from '../../report/codec/link-in.ts';
import { serviceReport } from '../../report/testdata/generate-report.ts';
import { travelledJson, travellingText } from './travelling.ts';

const report = serviceReport(3);
const fitted = { report, link: encodeLink(report) };
const options = { with: 'names', cap: '8000' };

test('--link prints an address, or what can be pasted into any Unpark', () => {
  expect(travellingText(fitted, { ...options, link: true, at: 'https://unpark.example/app/?x#y' })).toBe(
    `https://unpark.example/app/#r=${fitted.link}\n`,
  );
  const alone = travellingText(fitted, { ...options, link: true });
  expect(alone).toBe(`#r=${fitted.link}\n`);
  expect(decodeLink(linkIn(alone) ?? '')).toEqual(report);
});

test('--html and --markdown are the travelling forms of the same report', () => {
  expect(travellingText(fitted, { ...options, html: true })).toMatch(/^<!doctype html>/);
  expect(travellingText(fitted, { ...options, markdown: true })).toMatch(/^## 130 → 2,131 goroutines/);
});

test('a link that leads nowhere is refused', () => {
  expect(() => travellingText(fitted, { ...options, link: true, at: 'javascript:x' })).toThrow(/--at/);
});

test('a link as JSON has the keys of report --json', () => {
  const json = JSON.parse(JSON.stringify(travelledJson(report)));
  expect(json.snapshots[0]).toEqual({
    file: 'goroutine-0902.txt',
    time: '2026-05-12T09:02:11.000Z',
    total: 130,
  });
  expect(json.findings[0]).toMatchObject({
    rule: 'missing-sender',
    waitInferred: false,
    evidence: [{ for: true }, { for: true }, expect.anything()].slice(0, json.findings[0].evidence.length),
  });
  expect(json.findings[0]).not.toHaveProperty('isWaitInferred');
  expect(json.findings[0].variants).toBeNull();
});

test('further stacks are in the JSON of a link, in the shape of stacks', () => {
  const [finding] = report.findings;
  const stacks = [{ stack: finding.stack.slice(1), before: 1, after: 20 }];
  const variants = { stacks, rest: { stacks: 2, before: 0, after: 3 } };
  const link = encodeLink({ ...report, findings: [{ ...finding, variants }] });
  const json = JSON.parse(JSON.stringify(travelledJson(decodeLink(link))));
  const [{ function: name, file, line }] = stacks[0].stack;
  expect(json.findings[0].variants.stacks[0]).toMatchObject({ before: 1, after: 20 });
  expect(json.findings[0].variants.stacks[0].stack[0]).toEqual({ function: name, file, line });
  expect(json.findings[0].variants.rest).toEqual({ stacks: 2, before: 0, after: 3 });
});
