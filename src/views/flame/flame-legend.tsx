import type { FlameTree } from '../../analysis/profile/flame-tree.ts';
import { packageColor, stateGround, stateOfWait, type Theme } from '../../draw/palette.ts';
import { cssColor } from '../../draw/surface.ts';
import type { ColorBy } from './flame-colors.ts';
import styles from './flame-page.module.css';

interface FlameLegendProps {
  readonly tree: FlameTree;
  readonly by: ColorBy;
  readonly theme: Theme;
  readonly isCompared: boolean;
}

const maxKeys = 9;

/** What the colours mean, in the order of weight. */
export function FlameLegend({ tree, by, theme, isCompared }: FlameLegendProps) {
  const keys =
    by === 'change' ? changeKeys(theme) : by === 'wait' ? waitKeys(tree, theme) : packageKeys(tree, theme);
  return (
    <p className={styles.legend}>
      {isCompared ? <span>width: the larger side · dark edge: the smaller one</span> : null}
      <span>colour: {by === 'wait' ? 'wait state' : by}</span>
      {keys.slice(0, maxKeys).map(({ text, color }) => (
        <span key={text} className={styles.key}>
          <span className={styles.swatch} style={{ background: color }} />
          {text}
        </span>
      ))}
    </p>
  );
}

interface Key {
  readonly text: string;
  readonly color: string;
}

function changeKeys(theme: Theme): Key[] {
  return [
    { text: 'shrank', color: cssColor(theme.shrink) },
    { text: 'unchanged', color: cssColor(theme.line) },
    { text: 'grew', color: cssColor(theme.grow) },
  ];
}

function waitKeys(tree: FlameTree, theme: Theme): Key[] {
  const weight = new Float64Array(tree.waits.length);
  for (let node = 0; node < tree.length; node++)
    if (tree.wait[node] >= 0) weight[tree.wait[node]] += tree.self[node];
  const keys = tree.waits
    .map((text, i) => ({ text, weight: weight[i], color: cssColor(stateGround(theme, stateOfWait(text))) }))
    .filter((key) => key.weight > 0 && key.text !== '')
    .sort((a, b) => b.weight - a.weight);
  return [...keys, { text: 'mixed or unknown', color: cssColor(theme.runtime) }];
}

function packageKeys(tree: FlameTree, theme: Theme): Key[] {
  const weight = new Map<string, number>();
  const origins = new Set<string>();
  for (let node = 1; node < tree.length; node++) {
    const name = tree.names[tree.name[node]];
    origins.add(name.origin);
    if (name.origin === 'user') weight.set(name.package, (weight.get(name.package) ?? 0) + tree.total[node]);
  }
  const yours = [...weight].sort((a, b) => b[1] - a[1]).map(([text]) => text);
  const rest = [
    ['std', 'standard library', theme.std],
    ['runtime', 'runtime', theme.runtime],
    ['vendor', 'other modules', theme.vendor],
    ['label', 'label', theme.label],
  ] as const;
  return [
    ...yours
      .slice(0, maxKeys - 4)
      .map((text) => ({ text: text || '(no package)', color: cssColor(packageColor(theme, text)) })),
    ...rest
      .filter(([origin]) => origins.has(origin))
      .map(([, text, color]) => ({ text, color: cssColor(color) })),
  ];
}
