import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import {
  FunctionField,
  LabelField,
  LineField,
  LocationField,
  MappingField,
  ProfileField,
  SampleField,
  ValueTypeField,
} from './fields.ts';

const tables = {
  Function: FunctionField,
  Label: LabelField,
  Line: LineField,
  Location: LocationField,
  Mapping: MappingField,
  Profile: ProfileField,
  Sample: SampleField,
  ValueType: ValueTypeField,
};

/** The contract, as protobufjs understands it. */
const contract = protobuf
  .parse(readFileSync(new URL('../../../proto/profile.proto', import.meta.url), 'utf8'), { keepCase: false })
  .root.lookup('perftools.profiles') as protobuf.Namespace;

test.each(Object.entries(tables))(
  "the numbers of %s are the contract's, no more and no fewer",
  (name, table) => {
    const message = contract.lookupType(name);
    const numbers = Object.fromEntries(message.fieldsArray.map((field) => [field.name, field.id]));
    expect(table).toEqual(numbers);
  },
);

test('every message of the contract has its table of fields', () => {
  expect(contract.nestedArray.map(({ name }) => name).sort()).toEqual(Object.keys(tables).sort());
});
