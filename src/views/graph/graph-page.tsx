import { useMemo, useRef } from 'react';
import type { GraphAnswer, GraphQuestion } from '../../analysis/profile/answers.ts';
import { count } from '../../base/figures.ts';
import { paintCallGraph } from '../../draw/call-graph.ts';
import { SvgSurface } from '../../draw/svg-surface.ts';
import { useDrawTheme } from '../canvas/use-draw-theme.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { placeText } from '../parts/place-text.ts';
import { FunctionActions } from '../profile/function-actions.tsx';
import { ProfilePage } from '../profile/profile-page.tsx';
import { SaveMenu } from '../profile/save-menu.tsx';
import { useProfileQuestion } from '../profile/use-profile-question.ts';
import { nameColumn, valueColumns } from '../profile/value-columns.ts';
import { type Column, VirtualTable } from '../profile/virtual-table.tsx';
import { drawnGraph } from './drawn-graph.ts';
import styles from './graph-page.module.css';
import { type GraphHandle, GraphPicture } from './graph-picture.tsx';

/** Nodes and edges as `go tool pprof` draws them. */
export function GraphPage() {
  const [view, choose] = useView('graph');
  const { subject, question } = useProfileQuestion();
  const asked = useMemo(
    (): GraphQuestion | null =>
      question === null
        ? null
        : { ...question, nodeCount: view.nodeCount, nodeFraction: 0.005, edgeFraction: 0.001 },
    [question, view.nodeCount],
  );
  const { answer, failure, isStale } = useAnswer('graph', asked);
  const isCompared = question !== null && question.base !== null;
  const theme = useDrawTheme();
  const picture = useRef<GraphHandle>(null);
  const graph = useMemo(
    () => (answer === undefined ? null : drawnGraph(answer, theme, isCompared)),
    [answer, theme, isCompared],
  );
  const columns = useMemo(
    () => (answer === undefined ? [] : nodeColumns(answer, isCompared)),
    [answer, isCompared],
  );
  const selected = answer?.nodes.findIndex(({ name }) => name === view.selected) ?? -1;
  const saved =
    answer === undefined || graph === null
      ? undefined
      : {
          svg: () => {
            const surface = new SvgSurface(Math.ceil(answer.width), Math.ceil(answer.height));
            paintCallGraph(surface, graph, { scale: 1, dx: 0, dy: 0 }, { theme, selected: -1, hovered: -1 });
            return surface.finish(answer.command);
          },
          png: () => new Promise<Blob | null>((resolve) => picture.current?.canvas()?.toBlob(resolve)),
        };
  return (
    <ProfilePage
      title="Call graph"
      subject={subject}
      kind="graph"
      failure={failure}
      totals={answer}
      isCompared={isCompared}
      isStale={isStale}
      bar={
        <>
          <label className={styles.count}>
            nodes
            <select
              className="field"
              aria-label="Nodes at most"
              title="pprof: nodecount"
              value={view.nodeCount}
              onChange={(event) => choose({ nodeCount: Number(event.target.value) }, 'step')}
            >
              {[...new Set([20, 40, 80, 160, 320, view.nodeCount])]
                .sort((a, b) => a - b)
                .map((one) => (
                  <option key={one}>{one}</option>
                ))}
            </select>
          </label>
          <span className="quiet" role="status">
            {answer === undefined ? '' : droppedText(answer)}
          </span>
          <span className="spacer" />
          <button
            type="button"
            className="btn"
            aria-label="Smaller"
            onClick={() => picture.current?.zoom(1 / 1.3)}
          >
            −
          </button>
          <button
            type="button"
            className="btn"
            aria-label="Larger"
            onClick={() => picture.current?.zoom(1.3)}
          >
            +
          </button>
          <button type="button" className="btn" onClick={() => picture.current?.fit()}>
            Fit
          </button>
          <SaveMenu
            question={question}
            name="graph"
            picture={saved}
            table={{ columns, length: answer?.nodes.length ?? 0 }}
            hasDot
          />
        </>
      }
    >
      {answer === undefined || graph === null ? null : answer.nodes.length === 0 ? (
        <p className="quiet">No sample is left. Loosen the filters.</p>
      ) : (
        <div className={styles.body}>
          <GraphPicture
            ref={picture}
            graph={graph}
            size={answer}
            theme={theme}
            selected={selected}
            onSelect={(node) => choose({ selected: answer.nodes[node]?.name ?? null })}
          />
          <SelectedNode answer={answer} node={selected} />
          <VirtualTable
            label="Nodes"
            columns={columns}
            length={answer.nodes.length}
            rowKey={(row) => row}
            selected={selected}
            onSelect={(row) => choose({ selected: answer.nodes[row].name })}
          />
        </div>
      )}
    </ProfilePage>
  );
}

function droppedText({ nodes, nodesInAll, droppedNodes, droppedEdges }: GraphAnswer): string {
  const small =
    droppedNodes + droppedEdges === 0
      ? ''
      : ` · too small to show: ${count(droppedNodes)} nodes, ${count(droppedEdges)} edges`;
  return `${count(nodes.length)} of ${count(nodesInAll)} nodes${small}`;
}

function nodeColumns({ nodes, valueType, grandTotal }: GraphAnswer, isCompared: boolean): Column[] {
  const options = { unit: valueType.unit, isCompared, whole: grandTotal };
  return [
    nameColumn((row) => nodes[row].name, isCompared),
    ...valueColumns(
      { before: (row) => nodes[row].flat.before, after: (row) => nodes[row].flat.after },
      { ...options, key: 'flat' },
    ),
    ...valueColumns(
      { before: (row) => nodes[row].cum.before, after: (row) => nodes[row].cum.after },
      { ...options, key: 'cum' },
    ),
  ];
}

function SelectedNode({ answer, node }: { readonly answer: GraphAnswer; readonly node: number }) {
  if (node < 0)
    return (
      <p className={`${styles.selected} quiet`}>
        Drag to move, <kbd>Ctrl</kbd> wheel to zoom. Dashed edges go over nodes that are not shown.
      </p>
    );
  const { name, file, line } = answer.nodes[node];
  return (
    <p className={styles.selected}>
      <b className={styles.name}>{clipped(name)}</b>
      <span className="quiet">{placeText(file, line)}</span>
      <span className="spacer" />
      <FunctionActions name={name} />
    </p>
  );
}
