import { packageHues } from './flame-svg.ts';

const light = {
  bg: '#fbfaf7',
  panel: '#ffffff',
  line: '#e2dfd7',
  ink: '#1d1c1a',
  ink2: '#5d5a53',
  ink3: '#6f6b62',
  accent: '#0b62a8',
  leak: '#b83b0b',
  soft: '#fdeee4',
  fix: '#e3eef8',
  ok: '#0f7b57',
  std: '#d3dae2',
  runtime: '#e4e1da',
  vendor: '#dad5e4',
  run: '#cfcbc0',
  hues: ['#b7d0ea', '#b5dacf', '#cbc6ee', '#c4dcb4', '#a6cde0', '#d7c3e6'],
};
const dark: typeof light = {
  bg: '#111315',
  panel: '#181b1e',
  line: '#2a2e33',
  ink: '#e9e7e2',
  ink2: '#aaa69c',
  ink3: '#928e85',
  accent: '#6db3f2',
  leak: '#ff8a4c',
  soft: '#33211a',
  fix: '#1b2b3a',
  ok: '#4cc79a',
  std: '#343c45',
  runtime: '#2a2e33',
  vendor: '#3c3848',
  run: '#3a4047',
  hues: ['#2b4a68', '#23534b', '#454078', '#3a562d', '#22516c', '#533b67'],
};

function tokens({ hues, ...colors }: typeof light): string {
  const named = Object.entries(colors).map(([name, color]) => `--${name}:${color}`);
  return [...named, ...hues.slice(0, packageHues).map((color, i) => `--p${i}:${color}`)].join(';');
}

const hueRules = Array.from({ length: packageHues }, (_, i) => `.p${i}{fill:var(--p${i})}`).join('');

/** The style of a saved report: readable without anything else, on paper, and in both colour schemes. */
export const reportStyle = `:root{color-scheme:light dark;${tokens(light)}}
@media (prefers-color-scheme:dark){:root{${tokens(dark)}}}
@media print{:root{${tokens(light)}}article{break-inside:avoid}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 20px 48px;max-width:1120px;background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{font-size:26px;line-height:1.25;margin:2px 0 12px}h2{font-size:17px;margin:28px 0 8px}h3{font-size:15px;margin:0}h4{font-size:13px;margin:14px 0 4px;color:var(--ink2)}
p{margin:6px 0}.quiet{color:var(--ink3)}.warm{color:var(--leak)}
dl{display:flex;flex-wrap:wrap;gap:8px 28px;margin:8px 0 0}dt{color:var(--ink3)}dd{margin:0;font-weight:600;font-size:16px}dl div{display:flex;flex-direction:column-reverse}
article{background:var(--panel);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px;padding:12px 16px;margin:12px 0}
article[data-confidence=certain]{border-left-color:var(--leak)}article[data-confidence=likely]{border-left-color:#c9a005}
.chip{display:inline-block;border-radius:4px;padding:0 7px;font-size:12px;font-weight:600;background:var(--soft);color:var(--leak);vertical-align:1px}
.count{font-size:18px;font-weight:600;color:var(--leak)}
pre{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;margin:4px 0;white-space:pre-wrap}
pre b{font-weight:700}pre i,pre span{font-style:normal;color:var(--ink3)}
ul{margin:4px 0;padding:0;list-style:none}li{padding-left:18px;position:relative}li::before{content:"+";position:absolute;left:2px;color:var(--leak);font-weight:700}li.against::before{content:"\\2212";color:var(--ok)}
ol{margin:6px 0;padding-left:24px}ol li{padding-left:2px}ol li::before{content:none}
.fix{background:var(--fix);border-radius:6px;padding:8px 12px}
.two{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:4px 28px}@media (max-width:760px){.two{grid-template-columns:minmax(0,1fr)}body{padding:16px 12px 32px}h1{font-size:21px}}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:500;color:var(--ink3)}th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line)}td.n,th.n{text-align:right;padding-right:0}
.wide{overflow-x:auto}svg{display:block;max-width:100%}svg text{fill:var(--ink3);font:11px system-ui,sans-serif}
.growth{width:420px}.grid{stroke:var(--line)}.growth polyline{fill:none;stroke:var(--leak);stroke-width:1.6}.growth circle{fill:var(--leak)}
.flame{width:100%;min-width:720px;max-width:none}.flame text{fill:var(--ink);font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;pointer-events:none}
.flame rect{rx:1.5px}.flame .own{stroke:var(--leak);stroke-width:1.4}.root,.runtime{fill:var(--runtime)}.std{fill:var(--std)}.vendor{fill:var(--vendor)}.run{fill:var(--run)}${hueRules}
a{color:var(--accent)}`;
