import { expect, test } from 'vitest';
import { HATCHED, NO_COLOR } from './surface.ts';
import { SvgSurface } from './svg-surface.ts';

test('an image stands alone: shapes first, lines and text above them', () => {
  const surface = new SvgSurface(100, 40);
  surface.clear(0xffffff);
  surface.text('main', 5, 14, { color: 0x112233, sizeCss: 11, isMono: true, isBold: true });
  surface.box(0, 0, 60.004, 19, 0xaabbcc);
  expect(surface.finish('a & b').split('\n')).toEqual([
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" viewBox="0 0 100 40">',
    '<title>a &amp; b</title>',
    '<rect x="0" y="0" width="100" height="40" fill="#ffffff"/>',
    '<rect x="0" y="0" width="60" height="19" rx="1.5" fill="#aabbcc"/>',
    '<text x="5" y="14" fill="#112233" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="11" font-weight="600">main</text>',
    '</svg>',
    '',
  ]);
});

test('names are never markup, whatever a file calls its functions', () => {
  const surface = new SvgSurface(10, 10);
  surface.text('<script>alert("&")</script>\u0000\ud800', 0, 0, { color: 0, sizeCss: 11, isMono: false });
  const text = surface.finish('');
  expect(text).toContain('&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;\ufffd\ufffd');
  expect(text).not.toContain('<script');
});

test('a strip is written as runs, striped ones as a pattern', () => {
  const surface = new SvgSurface(10, 10);
  const red = 0xff0000;
  surface.strip(2, 0, 8, Int32Array.from([red, red, NO_COLOR, red + HATCHED]), 0xffffff);
  const text = surface.finish('');
  expect(text).toContain('<rect x="2" y="0" width="2" height="8" fill="#ff0000"/>');
  expect(text).toContain('<rect x="5" y="0" width="1" height="8" fill="url(#hff0000-ffffff)"/>');
  expect(text.match(/<pattern /g)).toHaveLength(1);
});
