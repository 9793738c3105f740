import { expect, test } from 'vitest';
import { profileWindow, questionOf } from './profile-query.ts';
import { profileDefaults } from './views/profile.ts';

const member = (id: string, form = 'protobuf') => ({ id, origin: { form } });

test('a series goes from base to current, and up to the current one without a base', () => {
  const all = ['a', 'b', 'c', 'd'].map((id) => member(id));
  const ids = (base: number | null, current: number): string =>
    profileWindow(all, all[current], base === null ? null : all[base])
      .map(({ id }) => id)
      .join('');
  expect(ids(1, 2)).toBe('bc');
  expect(ids(null, 2)).toBe('abc');
  expect(ids(3, 1)).toBe('bcd');
});

test('a moment captured in two forms counts once', () => {
  const all = [member('a'), member('b', 'debug=1'), member('c'), member('d', 'debug=1')];
  expect(profileWindow(all, all[2], all[0]).map(({ id }) => id)).toEqual(['a', 'c']);
});

test('filters that are off are not part of a question: equal choices give equal questions', () => {
  const question = questionOf(
    { ...profileDefaults, focus: 'main', hideCategories: ['vendor', 'runtime'] },
    'x',
    'y',
  );
  expect(question.filter).toEqual({ focus: 'main' });
  expect(question.hideCategories).toEqual(['runtime', 'vendor']);
  expect(question.base).toBe('y');
  expect(questionOf({ ...profileDefaults, compares: false }, 'x', 'y').base).toBeNull();
});
