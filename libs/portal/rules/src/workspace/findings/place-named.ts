import { pathOf } from '@waybill/rules/text';

/** Where something stands in a rule set, by the names that people gave: `tiers/gold, when 1`; counted from one where there is no name. */
export function placeNamed(document: unknown, pointer: string): string {
  const names: string[] = [];
  let parts: string[] = [];
  let at = document;
  for (const segment of pathOf(pointer)) {
    at = partOf(at, segment);
    const name = nameOf(at);
    if (name === null) parts.push(typeof segment === 'number' ? String(segment + 1) : segment);
    else {
      names.push(name);
      parts = [];
    }
  }
  return [names.join('/'), parts.join(' ')].filter((each) => each !== '').join(', ');
}

function partOf(whole: unknown, key: string | number): unknown {
  return typeof whole === 'object' && whole !== null ? Reflect.get(whole, key) : undefined;
}

function nameOf(value: unknown): string | null {
  const name = partOf(value, 'id') ?? partOf(value, 'name');
  return typeof name === 'string' ? name : null;
}
