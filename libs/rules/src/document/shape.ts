import type { DiagnosticCode } from '../diagnostic.ts';
import { pointerTo } from '../diagnostic.ts';
import type { JsonSchema } from './json-schema.ts';

export type ReportShape = (code: DiagnosticCode, pointer: string, message: string) => undefined;

/** Reads one value of a document strictly: the typed value, or undefined when something has been reported. */
export interface Reader<T> {
  (value: unknown, pointer: string, report: ReportShape): T | undefined;
  /** What it takes, as JSON Schema. Objects have a title by which they can be told apart. */
  readonly schema: JsonSchema;
}

function reader<T>(
  schema: JsonSchema,
  read: (value: unknown, pointer: string, report: ReportShape) => T | undefined,
): Reader<T> {
  return Object.assign(read, { schema });
}

export interface Field<T> {
  readonly read: Reader<T>;
  readonly required: boolean;
}

export function required<T>(read: Reader<T>): Field<T> {
  return { read, required: true };
}

export function maybe<T>(read: Reader<T>): Field<T> {
  return { read, required: false };
}

/** Text of a length, optionally of a form that `form` tests and `formName` says in words. */
export function textOf(lengthMax: number, form?: RegExp, formName = ''): Reader<string> {
  const pattern = form && {
    pattern: form.source,
    patternErrorMessage: `This must be ${formName}.`,
  };
  return reader({ type: 'string', maxLength: lengthMax, ...pattern }, (value, pointer, report) => {
    if (typeof value !== 'string')
      return report('rule-document', pointer, `Here stands a text, not ${describeJson(value)}.`);
    if (value.length > lengthMax)
      return report(
        'rule-limit',
        pointer,
        `This text may have ${lengthMax} characters; it has ${value.length}.`,
      );
    if (form !== undefined && !form.test(value))
      return report('rule-document', pointer, `This must be ${formName}.`);
    return value;
  });
}

export function wholeNumber(min: number, max: number): Reader<number> {
  const schema = { type: 'integer', minimum: min, maximum: max };
  return reader(schema, (value, pointer, report) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max)
      return value;
    return report('rule-document', pointer, `Here stands a whole number from ${min} to ${max}.`);
  });
}

export const flag: Reader<boolean> = reader({ type: 'boolean' }, (value, pointer, report) =>
  typeof value === 'boolean'
    ? value
    : report('rule-document', pointer, 'Here stands true or false.'),
);

export function oneOf<const T extends string>(choices: readonly T[]): Reader<T> {
  const schema = choices.length === 1 ? { const: choices[0] } : { enum: choices };
  return reader(
    schema,
    (value, pointer, report) =>
      choices.find((choice) => choice === value) ??
      report('rule-document', pointer, `Here stands one of ${choices.join(', ')}.`),
  );
}

/** As `read`, or null. */
export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return reader<T | null>({ anyOf: [read.schema, { type: 'null' }] }, (value, pointer, report) =>
    value === null ? null : read(value, pointer, report),
  );
}

/** One of several objects, told apart by the text at `key`; `whose` opens the sentence when it is none of them. */
export function variantOf<T extends object, K extends keyof T & string>(
  title: string,
  key: K,
  variants: { [V in T[K] & string]: Reader<Extract<T, Record<K, V>>> },
  whose: string,
): Reader<T> {
  const readers = new Map<unknown, Reader<T>>(Object.entries<Reader<T>>(variants));
  const anyOf = [...readers.values()].map(({ schema }) => schema);
  return reader({ title, anyOf }, (value, pointer, report) => {
    const read = readers.get(isObject(value) ? value[key] : undefined);
    if (read !== undefined) return read(value, pointer, report);
    const known = Object.keys(variants).join(', ');
    return report('rule-document', pointer, `${whose} has a property ${key}: one of ${known}.`);
  });
}

export function listOf<T>(item: Reader<T>, lengthMax: number, lengthMin = 0): Reader<T[]> {
  const bounds = { maxItems: lengthMax, ...(lengthMin > 0 && { minItems: lengthMin }) };
  return reader({ type: 'array', items: item.schema, ...bounds }, (value, pointer, report) => {
    if (!Array.isArray(value))
      return report('rule-document', pointer, `Here stands a list, not ${describeJson(value)}.`);
    if (value.length > lengthMax)
      return report(
        'rule-limit',
        pointer,
        `This list may have ${lengthMax} items; it has ${value.length}.`,
      );
    if (value.length < lengthMin)
      return report('rule-document', pointer, `This list needs ${lengthMin} items at least.`);
    const items = value.map((entry: unknown, index) =>
      item(entry, pointerTo(pointer, index), report),
    );
    const read = items.filter((entry) => entry !== undefined);
    return read.length === items.length ? read : undefined;
  });
}

/** An object with any keys, such as a code list. */
export function entriesOf<T>(item: Reader<T>, countMax: number): Reader<Record<string, T>> {
  const schema = { type: 'object', additionalProperties: item.schema, maxProperties: countMax };
  return reader(schema, (value, pointer, report) => {
    if (!isObject(value))
      return report('rule-document', pointer, `Here stands an object, not ${describeJson(value)}.`);
    const entries = Object.entries(value);
    if (entries.length > countMax)
      return report(
        'rule-limit',
        pointer,
        `This may have ${countMax} entries; it has ${entries.length}.`,
      );
    const read = entries.map(
      ([key, entry]) => [key, item(entry, pointerTo(pointer, key), report)] as const,
    );
    return read.some(([, entry]) => entry === undefined)
      ? undefined
      : (Object.fromEntries(read) as Record<string, T>);
  });
}

/** An object with exactly the fields given; others are reported, so that a mistyped key is never ignored. */
export function objectOf<T extends object>(
  title: string,
  fields: { [K in keyof Required<T>]: Field<Exclude<T[K], undefined>> },
): Reader<T> {
  const known = new Map<string, Field<unknown>>(
    Object.entries(fields) as [string, Field<unknown>][],
  );
  const entries = [...known];
  const schema = {
    title,
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, { read }]) => [key, read.schema])),
    required: entries.filter(([, field]) => field.required).map(([key]) => key),
    additionalProperties: false,
  };
  return reader(schema, (value, pointer, report) => {
    if (!isObject(value))
      return report('rule-document', pointer, `Here stands an object, not ${describeJson(value)}.`);
    let fits = true;
    for (const key of Object.keys(value)
      .filter((name) => !known.has(name))
      .slice(0, 20)) {
      const message = `There is no property ${key.slice(0, 64)} here. Known are ${[...known.keys()].join(', ')}.`;
      fits = report('rule-document', pointerTo(pointer, key), message) ?? false;
    }
    const read: [string, unknown][] = [];
    for (const [key, field] of known) {
      const entry = Object.hasOwn(value, key) ? value[key] : undefined;
      if (entry === undefined) {
        if (field.required)
          fits = report('rule-document', pointer, `The property ${key} is missing.`) ?? false;
        continue;
      }
      const result = field.read(entry, pointerTo(pointer, key), report);
      if (result === undefined) fits = false;
      else read.push([key, result]);
    }
    return fits ? (Object.fromEntries(read) as T) : undefined;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describeJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  const names: Partial<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    object: 'an object',
  };
  return names[typeof value] ?? 'something that JSON does not have';
}
