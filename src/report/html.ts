import { flameSvg } from './flame-svg.ts';
import { growthSvg } from './growth-svg.ts';
import { reportStyle } from './html-style.ts';
import { leakingTree } from './leaking-tree.ts';
import { beforeAfter, type Report, type ReportFinding } from './model.ts';
import { htmlText } from './plain-text.ts';
import {
  amount,
  figureWords,
  headFigures,
  headline,
  omittedText,
  subjectWords,
  utc,
  variantsText,
} from './words.ts';

/** Neither script nor anything from elsewhere: what is in the file is all there is. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The report as one HTML file: no script, no request, both colour schemes. `address` is that of its link, or null. */
export function toHtml(report: Report, address: string | null = null): string {
  const head = headline(report);
  const title = head === null ? 'Leak report' : head.text;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Unpark">
<title>${htmlText(`${title} – leak report`)}</title>
<style>
${reportStyle}
</style>
</head>
<body>
<main>
${[
  header(report),
  list('What happened', report.explanation),
  `<h2>Findings <span class="quiet">worst first</span></h2>`,
  report.findings.length === 0
    ? '<p>No leak was found.</p>'
    : report.findings.map((finding) => article(finding, report)).join('\n'),
  omitted(report),
  flame(report),
  snapshots(report),
  ...report.notices.map((notice) => `<p class="quiet">${htmlText(notice)}</p>`),
  footer(report, address),
]
  .filter((part) => part !== '')
  .join('\n')}
</main>
</body>
</html>
`;
}

function header(report: Report): string {
  const head = headline(report);
  const figures = headFigures(report).map(
    ({ value, text }) => `<div><dt>${htmlText(text)}</dt><dd>${htmlText(value)}</dd></div>`,
  );
  const changed = head?.change == null ? '' : ` <span class="warm">${htmlText(head.change)}</span>`;
  const refused =
    report.trendRefused === null ? '' : `<p>No trend is drawn: ${htmlText(report.trendRefused)}</p>`;
  return `<header><p class="quiet">${htmlText(subjectWords(report).join(' · '))}</p>
<h1>${htmlText(head?.text ?? 'Leak report')}${changed}</h1>
<dl>${figures.join('')}</dl>${refused}</header>`;
}

function article(finding: ReportFinding, report: Report): string {
  const { counts, unit } = finding;
  const chart = growthSvg(
    counts,
    finding.source === 'goroutines' ? report.snapshots.map(({ timeMs }) => timeMs) : [],
    unit,
  );
  const evidence = finding.evidence.map(
    ({ isFor, text }) => `<li${isFor ? '' : ' class="against"'}>${htmlText(text)}</li>`,
  );
  const labels = finding.labels.map(([key, value]) => htmlText(`${key}=${value}`)).join(' · ');
  const ids = finding.goroutineIds.join(', ');
  return `<article data-confidence="${finding.confidence}">
<h3><span class="chip">${finding.confidence}</span> ${htmlText(finding.pattern)}</h3>
<p>${htmlText(finding.title)}</p>
<p><span class="count">${htmlText(amount(beforeAfter(counts).after, unit))}</span> <span class="quiet">${htmlText(figureWords(finding))}</span></p>
${labels === '' ? '' : `<p class="quiet">Labels: ${labels}</p>`}${ids === '' ? '' : `<p class="quiet">Goroutines: ${ids}</p>`}<div class="two"><div>${stack(finding)}</div>
<div>${evidence.length === 0 ? '' : `<h4>Evidence</h4><ul>${evidence.join('')}</ul>`}${chart === '' ? '' : `<h4>Over the snapshots</h4>${chart}`}</div></div>
${finding.fix === '' ? '' : `<h4>What usually fixes it</h4><p class="fix">${htmlText(finding.fix)} <span class="quiet">${htmlText(finding.reference)}</span></p>`}
</article>`;
}

function stack(finding: ReportFinding): string {
  const { stack: lines, createdBy } = finding;
  if (lines.length === 0) return '';
  const shown = lines.map(({ function: name, file, line, origin }) => {
    const tag = origin === 'user' ? 'b' : 'i';
    return `<${tag}>${htmlText(name)}</${tag}>  <span>${place(file, line)}</span>`;
  });
  if (createdBy !== null) {
    const by = createdBy.goroutine === null ? '' : ` in goroutine ${createdBy.goroutine}`;
    shown.push(
      `<i>created by ${htmlText(createdBy.function)}${by}</i>  <span>${place(createdBy.file, createdBy.line)}</span>`,
    );
  }
  const further = variantsText(finding);
  const said = further === null ? '' : `<p class="quiet">${further}</p>`;
  return `<h4>Stack</h4><pre>${shown.join('\n')}</pre>${said}`;
}

function place(file: string, line: number): string {
  return htmlText(line > 0 ? `${file}:${line}` : file);
}

function flame(report: Report): string {
  const tree = leakingTree(report);
  if (tree.length < 2) return '';
  return `<h2>Flame graph of the findings</h2>
<p class="quiet">Width: goroutines, before or after, whichever is more. Stacks that are only counted stand together as “(other stacks)”.</p>
<div class="wide">${flameSvg(tree)}</div>`;
}

function omitted(report: Report): string {
  const text = omittedText(report);
  return text === null ? '' : `<p class="quiet">${htmlText(text)}</p>`;
}

function list(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `<h2>${title}</h2><ol>${sentences.map((text) => `<li>${htmlText(text)}</li>`).join('')}</ol>`;
}

function snapshots(report: Report): string {
  const rows = [
    ...report.snapshots.map((file) => fileRow(file, amount(file.total, 'goroutines'))),
    ...report.beside.map((file) => fileRow(file, '')),
  ];
  if (rows.length === 0) return '';
  return `<h2>What was compared</h2><table><thead><tr><th>file</th><th>kind</th><th>time</th><th class="n">goroutines</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function fileRow({ name, form, timeMs }: Report['beside'][number], total: string): string {
  return `<tr><td>${htmlText(name)}</td><td>${htmlText(form)}</td><td>${timeMs === null ? '' : utc(timeMs)}</td><td class="n">${total}</td></tr>`;
}

function footer(report: Report, address: string | null): string {
  const link =
    address === null ? '' : ` <a href="${htmlAddress(address)}" rel="noreferrer">Open it in Unpark</a>.`;
  return `<footer><p class="quiet">Made with Unpark, ${utc(report.createdMs)}.${link}</p></footer>`;
}

/** An address in an attribute: only that of a page, and nothing that could end the attribute. */
function htmlAddress(address: string): string {
  return /^(https?|file):\/\//.test(address) ? address.replace(/[&<>"'\s]/g, encodeURIComponent) : '#';
}
