import type { MmuCurve } from '../../../analysis/timeline/figure-questions.ts';
import { layoutMmu } from '../../../layout/timeline/mmu-curve.ts';
import { mmuParts } from '../../../state/views/timeline.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { CsvButtons } from '../../parts/csv-buttons.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { csvText } from '../csv.ts';
import { WindowLink } from '../jump.tsx';
import { duration, moment } from '../time-text.ts';
import styles from '../timeline-page.module.css';

const partTitles = {
  stw: 'stop-the-world',
  background: 'background workers',
  assist: 'mark assist',
  sweep: 'sweep',
  proc: 'per processor',
} as const;

const chart = { widthCss: 520, heightCss: 210, leftCss: 44, bottomCss: 22 } as const;
const windows = [1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const;
const worst = 10;

/** Minimum mutator utilisation: what the collector leaves the program in its worst window of each size. */
export function MmuView({ doc, durationNs }: { readonly doc: string; readonly durationNs: number }) {
  const [view, choose] = useView('timeline');
  const flags = {
    stw: view.mmu.includes('stw'),
    background: view.mmu.includes('background'),
    assist: view.mmu.includes('assist'),
    sweep: view.mmu.includes('sweep'),
    perProc: view.mmu.includes('proc'),
  };
  const windowNs = Math.min(durationNs, Number(view.mmuWindow ?? 1e7) || 1e7);
  const curve = useAnswer('mmu', { doc, ...flags });
  const list = useAnswer('mmuWindows', { doc, ...flags, windowNs, limit: worst });
  const failure = curve.failure ?? list.failure;
  if (failure !== null) return <FailureNote failure={failure} kind="mmu" />;
  if (curve.answer === undefined) return <p className="quiet">Minimum mutator utilisation…</p>;
  const { answer } = curve;
  return (
    <div>
      <div className={styles.bar}>
        <h2>Minimum mutator utilisation</h2>
        {mmuParts.map((part) => (
          <label key={part} className={styles.check}>
            <input
              type="checkbox"
              checked={view.mmu.includes(part)}
              onChange={(event) => {
                const others = view.mmu.filter((one) => one !== part);
                choose({ mmu: event.target.checked ? [...others, part] : others });
              }}
            />
            {partTitles[part]}
          </label>
        ))}
        <span className="spacer" />
        <CsvButtons name="mmu" text={() => mmuCsv(answer)} />
      </div>
      <div className={styles.halves}>
        <Curve curve={answer} chosenNs={windowNs} />
        <div>
          <label className={styles.check}>
            Worst windows of
            <select
              className="field"
              value={String(windowNs)}
              onChange={(event) => choose({ mmuWindow: event.target.value })}
            >
              {[...windows.filter((size) => size < durationNs), windowNs]
                .filter((size, index, all) => all.indexOf(size) === index)
                .sort((a, b) => a - b)
                .map((size) => (
                  <option key={size} value={String(size)}>
                    {duration(size)}
                  </option>
                ))}
            </select>
          </label>
          <table className="plain" aria-label="Worst windows">
            <tbody>
              {(list.answer ?? []).map((one) => (
                <tr key={one.startNs}>
                  <td>
                    <WindowLink {...one} text={moment(one.startNs)} />
                  </td>
                  <td className="num">{(one.utilisation * 100).toFixed(1)}% left</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}

function Curve({ curve, chosenNs }: { readonly curve: MmuCurve; readonly chosenNs: number }) {
  const { points, xTicks, xOf, yOf } = layoutMmu(curve.windowNs, curve.utilisation, chart);
  const { widthCss, heightCss, leftCss, bottomCss } = chart;
  return (
    <figure>
      <svg
        className={styles.mmu}
        viewBox={`0 0 ${widthCss} ${heightCss}`}
        role="img"
        aria-label={`From ${duration(curve.windowNs[0])} to ${duration(curve.windowNs[curve.windowNs.length - 1])}; on average ${(curve.mean * 100).toFixed(1)}% is left to the program`}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line x1={leftCss} x2={widthCss} y1={yOf(share)} y2={yOf(share)} className={styles.grid} />
            <text x={leftCss - 6} y={yOf(share) + 4} textAnchor="end" className={styles.axis}>
              {share * 100}%
            </text>
          </g>
        ))}
        {xTicks.map(({ ns, x }) => (
          <text key={ns} x={x} y={heightCss - bottomCss + 16} textAnchor="middle" className={styles.axis}>
            {duration(ns).replace('.00', '')}
          </text>
        ))}
        <line x1={leftCss} x2={widthCss} y1={yOf(curve.mean)} y2={yOf(curve.mean)} className={styles.mean} />
        <line
          x1={xOf(chosenNs)}
          x2={xOf(chosenNs)}
          y1={0}
          y2={heightCss - bottomCss}
          className={styles.mean}
        />
        <polyline points={points} className={styles.curve} />
      </svg>
      <figcaption className="quiet">
        Across: size of the window. Up: share of the processors that the program keeps in its worst window of
        that size; {(curve.mean * 100).toFixed(1)}% on average.
      </figcaption>
      <details className={styles.more}>
        <summary>The curve as a table</summary>
        <table className="plain" aria-label="Minimum mutator utilisation">
          <thead>
            <tr>
              <th>Window</th>
              <th className="num">Left to the program</th>
            </tr>
          </thead>
          <tbody>
            {tableRows(curve).map(({ ns, share }) => (
              <tr key={ns}>
                <td>{duration(ns)}</td>
                <td className="num">{(share * 100).toFixed(1)}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** About twenty points, first and last among them. */
function tableRows({ windowNs, utilisation }: MmuCurve): readonly { ns: number; share: number }[] {
  const last = windowNs.length - 1;
  const n = Math.min(20, windowNs.length);
  const at = Array.from({ length: n }, (_, i) => Math.round((i / Math.max(1, n - 1)) * last));
  return at.map((i) => ({ ns: windowNs[i], share: utilisation[i] }));
}

function mmuCsv(curve: MmuCurve): string {
  return csvText([
    ['window_ns', 'utilisation'],
    ...Array.from(curve.windowNs, (ns, i) => [ns, curve.utilisation[i]]),
  ]);
}
