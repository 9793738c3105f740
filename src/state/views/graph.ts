import { type Fields, number, optional } from '../fields.ts';

export interface GraphView {
  /** Name of the selected node. */
  readonly selected: string | null;
  readonly nodeCount: number;
}

export const graphDefaults: GraphView = { selected: null, nodeCount: 80 };

export const graphFields: Fields<GraphView> = {
  selected: optional('sel'),
  nodeCount: number('nodecount', 1, 1000),
};
