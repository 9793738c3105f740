import { useMemo, useState } from 'react';
import type { CreationNode } from '../../analysis/groups/creation-tree.ts';
import { change, count } from '../../base/figures.ts';
import { snapshotWindow } from '../../state/queries.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView, useWorkspace } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import styles from './creation-list.module.css';

/** Branches are open so far at first; below, and in very wide trees, on demand. */
const openDepth = 3;
const shownChildren = 60;

/** Who created whom: start functions, below those that start them. */
export function CreationList() {
  const workspace = useWorkspace((all) => all);
  const question = useMemo(() => ({ snapshots: snapshotWindow(workspace) }), [workspace]);
  const { answer, failure } = useAnswer('creation', question);
  if (failure !== null) return <FailureNote failure={failure} kind="groups" />;
  if (answer === undefined) return <p className="quiet">Looking for creators…</p>;
  return (
    <div className={styles.scroll}>
      {answer.saysCreators ? null : (
        <p className="quiet">
          Start functions only: a profile does not say who created a goroutine. A dump (<code>?debug=2</code>)
          as the current snapshot does.
        </p>
      )}
      <Branches nodes={answer.nodes} depth={0} />
    </div>
  );
}

interface BranchesProps {
  readonly nodes: readonly CreationNode[];
  readonly depth: number;
}

function Branches({ nodes, depth }: BranchesProps) {
  return (
    <ul className={styles.list}>
      {nodes.slice(0, shownChildren).map((node) => (
        <li key={node.function}>
          <Branch node={node} depth={depth} />
        </li>
      ))}
      {nodes.length > shownChildren ? (
        <li className="quiet">and {count(nodes.length - shownChildren)} smaller ones</li>
      ) : null}
    </ul>
  );
}

function Branch({ node, depth }: { readonly node: CreationNode; readonly depth: number }) {
  const [isOpen, setIsOpen] = useState(depth < openDepth);
  const hasChildren = node.children.length > 0;
  return (
    <>
      <span className={styles.row}>
        {hasChildren ? (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-label={`Created by ${clipped(node.function)}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? '▾' : '▸'}
          </button>
        ) : (
          <span className={styles.toggle} />
        )}
        <Line node={node} />
      </span>
      {hasChildren && isOpen ? <Branches nodes={node.children} depth={depth + 1} /> : null}
    </>
  );
}

function Line({ node }: { readonly node: CreationNode }) {
  const [, choose] = useView('goroutines');
  return (
    <span className={styles.line}>
      <span className={styles.count}>{node.count === 0 ? 'gone' : count(node.count)}</span>
      <button
        type="button"
        className={styles.name}
        onClick={() => choose({ layout: 'table', by: 'stack', filter: node.function }, 'step')}
      >
        {clipped(node.function)}
      </button>
      {node.delta === 0 ? null : (
        <span className={node.delta > 0 ? 'warm' : 'quiet'}>{change(node.delta)}</span>
      )}
      {node.below === 0 ? null : <span className="quiet">{count(node.below)} below</span>}
    </span>
  );
}
