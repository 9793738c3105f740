import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { profileFrom } from '../../testing/profile-files.ts';
import { filterSubject } from './filtered.ts';
import { chooseGraph } from './graph.ts';
import { choicesFromPprof, type PprofOptions } from './pprof-options.ts';
import { profileQuestion } from './question.ts';
import { subjectOf } from './subject.ts';

const testdata = fileURLToPath(new URL('testdata/', import.meta.url));
const { graphs } = JSON.parse(gunzipSync(readFileSync(`${testdata}pictures.json.gz`)).toString('utf8')) as {
  graphs: readonly { file: string; options: PprofOptions; lines: readonly string[] }[];
};

describe('the call graph', () => {
  it.each(graphs.map((one) => [`${one.file} ${JSON.stringify(one.options)}`, one] as const))(
    'has the nodes and edges of go tool pprof -dot: %s',
    async (_, { file, options, lines }) => {
      const profile = await profileFrom(testdata + file);
      const question = {
        ...profileQuestion('a', choicesFromPprof(options)),
        nodeCount: Number(options.nodecount ?? 80),
        nodeFraction: Number(options.nodefraction ?? 0.005),
        edgeFraction: Number(options.edgefraction ?? 0.001),
      };
      const graph = chooseGraph(filterSubject(subjectOf(profile, null, question), question), question);
      const { nodes, edges } = graph;
      const ours = [
        ...graph.shown.map((node) => `node ${nodes.name[node]}`),
        ...graph.shownEdges.map((edge) => {
          const arrow = edges.isResidual[edge] === 1 ? '...' : '->';
          return `edge ${nodes.name[edges.from[edge]]} ${arrow} ${nodes.name[edges.to[edge]]}`;
        }),
      ];
      expect([...new Set(ours)].sort()).toEqual(lines);
    },
  );
});
