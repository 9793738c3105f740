import { isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';

export const sqlPoolExhausted: Rule = {
  id: 'sql-pool-exhausted',
  pattern: 'Waiting for a database connection',
  fix: 'Every connection is in use: look for rows and transactions left open; else raise SetMaxOpenConns, or give the queries a context with a deadline.',
  reference: 'https://pkg.go.dev/database/sql#DB.SetMaxOpenConns',
  match: (site) => (isIn(site, 'database/sql.(*DB).conn') ? { evidence: [] } : null),
};
