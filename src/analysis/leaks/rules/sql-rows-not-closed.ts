import { count } from '../../../base/figures.ts';
import { countOf, isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor } from '../weigh.ts';

const waitsForConnection = (site: Site): boolean => isIn(site, 'database/sql.(*DB).conn');

export const sqlRowsNotClosed: Rule = {
  id: 'sql-rows-not-closed',
  pattern: 'SQL rows or transaction left open',
  fix: 'defer rows.Close() right after the query, and defer tx.Rollback() right after Begin: each open one holds a connection and a goroutine.',
  reference: 'https://go.dev/doc/database/querying#close-rows',
  match: (site, scene) => {
    const match = /^database\/sql\.\(\*(Rows|Tx)\)\.awaitDone$/.exec(site.root);
    if (match === null) return null;
    const what =
      match[1] === 'Rows'
        ? 'result set that is still open'
        : 'transaction that is neither committed nor rolled back';
    const evidence = [speaksFor(14, `Each stands for a ${what}.`)];
    const waiting = countOf(scene, waitsForConnection);
    if (waiting > 0)
      evidence.push(speaksFor(8, `${count(waiting)} goroutines wait for a connection of the pool.`));
    return { evidence, isAboutHarmless: site.harmless === null };
  },
};
