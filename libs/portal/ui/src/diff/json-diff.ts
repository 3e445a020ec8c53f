import { Component, computed, input } from '@angular/core';
import { differencesOf, type Difference } from './differences.ts';

interface Line {
  readonly key: string;
  /** All but the last name of the path. */
  readonly within: string;
  readonly name: string;
  readonly kind: Difference['kind'];
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two JSON documents, place by place; what is alike is left out. */
@Component({
  selector: 'wb-json-diff',
  templateUrl: './json-diff.html',
  styleUrl: './json-diff.scss',
})
export class JsonDiff {
  readonly before = input.required<unknown>();
  readonly after = input.required<unknown>();
  readonly beforeLabel = input('Before');
  readonly afterLabel = input('After');

  protected readonly signs = { added: '+', removed: '−', changed: '±', moved: '↕' } as const;
  protected readonly words = {
    added: 'Added',
    removed: 'Removed',
    changed: 'Changed',
    moved: 'In another order',
  } as const;
  protected readonly lines = computed((): Line[] =>
    differencesOf(this.before(), this.after()).map(({ path, kind, before, after }) => ({
      key: `${kind} ${path.join('\u0000')}`,
      within: path.slice(0, -1).join(' › '),
      name: path.at(-1) ?? 'the whole',
      kind,
      before: kind === 'added' ? null : written(before),
      after: kind === 'removed' ? null : written(after),
    })),
  );
}

/** A value as people read it; what could be mistaken for nothing or for another type keeps its quotes. */
function written(value: unknown): string {
  if (typeof value === 'string' && value.trim() === value && /[^\d.+-]/.test(value)) return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.map(written).join(', ');
  return JSON.stringify(value, null, 2);
}
