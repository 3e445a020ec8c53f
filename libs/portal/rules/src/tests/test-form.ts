import { Component, computed, inject, input, output, signal } from '@angular/core';
import { DayField, Icon, Refusal } from '@waybill/portal-ui';
import type { ExpectedDecision, TestCase } from '@waybill/rules';
import { faultOfId, withOptional } from '../table/parts/written.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import {
  outcomeWords,
  partsOf,
  readPart,
  withoutNoWarnings,
  writePart,
} from './cases/expected-parts.ts';
import type { ExpectedPart, WrittenPart } from './cases/expected-parts.ts';
import { decisionWords } from './cases/case-words.ts';
import { givenFields, withGiven } from './cases/given-fields.ts';
import { changed } from './cases/test-edits.ts';
import type { CaseResult } from './running/run-cases.ts';

/** One test: the values that it gives, what it expects, and what was found. Every key is written to the draft. */
@Component({
  selector: 'wb-test-form',
  imports: [DayField, Icon, Refusal],
  templateUrl: './test-form.html',
  styleUrl: './test-form.scss',
})
export class TestForm {
  readonly test = input.required<TestCase>();
  /** Its index in the document. */
  readonly at = input.required<number>();
  readonly result = input.required<CaseResult | null>();
  /** It has another id now. */
  readonly renamed = output<string>();

  protected readonly workspace = inject(RuleWorkspace);
  protected readonly isLocked = this.workspace.isLocked;
  protected readonly outcomes = Object.entries(outcomeWords);
  protected readonly words = decisionWords;
  protected readonly idFault = signal<string | null>(null);
  /** By key of the part: what it cannot be. */
  private readonly partFaults = signal<ReadonlyMap<string, string>>(new Map());

  protected readonly given = computed(() => {
    const document = this.workspace.document();
    return document ? givenFields(document, this.test()) : [];
  });
  protected readonly parts = computed(() =>
    partsOf(this.test().expect).map((part) => ({ part, ...readPart(this.test().expect, part) })),
  );
  protected readonly clauses = computed(() => {
    const { tables = [], rules = [] } = this.workspace.document() ?? {};
    return [
      ...tables.flatMap(({ id, rows }) => rows.map((row) => `${id}/${row.id}`)),
      ...rules.map(({ id }) => id),
    ];
  });
  private readonly faults = computed(() => {
    const place = `/tests/${String(this.at())}/`;
    const own = this.workspace.errors().filter(({ pointer }) => pointer.startsWith(place));
    return new Map(own.map(({ pointer, message }) => [pointer.slice(place.length), message]));
  });
  /** What is wrong with no field of its own, such as a value that is missing. */
  protected readonly rowFault = computed(() => this.faults().get('row') ?? null);
  protected readonly takeRefusal = computed(() => {
    if (this.isLocked()) return this.workspace.why() ?? 'The text is no rule set at the moment.';
    return this.result()?.found ? null : 'It was not run, so nothing was found.';
  });

  protected faultOfGiven(name: string): string | null {
    return this.faults().get(`row/${name}`) ?? null;
  }

  protected faultOfPart({ key }: ExpectedPart): string | null {
    return this.partFaults().get(key) ?? this.faults().get(`expect/${key}`) ?? null;
  }

  protected rename(id: string): void {
    const others = (this.workspace.document()?.tests ?? [])
      .map((test) => test.id)
      .filter((other) => other !== this.test().id);
    this.idFault.set(faultOfId(id, others));
    if (this.idFault() !== null || id === this.test().id) return;
    this.write((test) => ({ ...test, id }), 'edit');
    this.renamed.emit(id);
  }

  protected retitle(text: string): void {
    this.write((test) => {
      const { row, expect, ...head } = withOptional(test, 'title', text === '' ? undefined : text);
      return { ...head, row, expect };
    });
  }

  protected give(name: string, text: string): void {
    this.write((test) => withGiven(test, name, text));
  }

  protected expectOutcome(outcome: string): void {
    const [known] = this.outcomes.find(([name]) => name === outcome) ?? [];
    if (known === undefined) return;
    this.partFaults.set(new Map());
    this.write((test) => ({ ...test, expect: { outcome: known } as ExpectedDecision }), 'edit');
  }

  protected expectPart(part: ExpectedPart, written: WrittenPart): void {
    const expect = writePart(this.test().expect, part, written);
    this.partFaults.update((faults) => {
      const others = [...faults].filter(([key]) => key !== part.key);
      return new Map(expect ? others : [...others, [part.key, partFault[part.kind]]]);
    });
    if (expect) this.write((test) => ({ ...test, expect }));
  }

  /** All that was found; a test that expects less is written by hand. */
  protected takeFound(): void {
    const found = this.result()?.found;
    if (!found) return;
    this.partFaults.set(new Map());
    this.write((test) => ({ ...test, expect: withoutNoWarnings(found) }), 'edit');
  }

  private write(edit: (test: TestCase) => TestCase, undoStep: 'typing' | 'edit' = 'typing'): void {
    const { id } = this.test();
    this.workspace.change((document) => changed(document, id, edit), { undoStep });
  }
}

const partFault: Readonly<Record<ExpectedPart['kind'], string>> = {
  number: 'Points are a whole number, from 0.',
  date: 'A day is written 2026-01-31.',
  clause: '',
  text: '',
  lines: '',
};
