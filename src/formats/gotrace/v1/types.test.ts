import { describe, expect, it } from 'vitest';
import { v1Events } from '../events.ts';
import * as types from './types.ts';

/** 'GoSysExit' as 'GO_SYS_EXIT'. */
function constantName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/(GC|STW|CPU)(?=[A-Z][a-z])/, '$1_')
    .toUpperCase();
}

describe('the event types of v1 traces', () => {
  it('are the numbers of the table of events', () => {
    const constants: Readonly<Record<string, unknown>> = { ...types };
    const known = v1Events.filter(({ name }) => constantName(name) in constants);
    expect(known.length).toBeGreaterThan(30);
    for (const { name, type } of v1Events) {
      const constant = constants[constantName(name)];
      if (constant !== undefined) expect([name, constant]).toEqual([name, type]);
    }
  });

  it('have a role each, and no other number has one', () => {
    const timed = new Set(v1Events.map(({ type }) => type));
    types.roles.forEach((role, type) => {
      expect([type, role !== types.UNTIMED]).toEqual([type, timed.has(type)]);
    });
  });
});
