import { Component, computed, inject, input } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { Icon } from '@waybill/portal-ui';
import type { DecisionTable, HitPolicy } from '@waybill/rules';
import { RuleWorkspace } from '../../workspace/rule-workspace.ts';
import { namesOf, withTable } from './decision-table-sheet.ts';
import { withOptional } from './written.ts';

/** What a decision table is beside its rows: what people call it, which rows fire, and what its columns test. */
@Component({
  selector: 'wb-table-head',
  imports: [Icon, MatMenuModule],
  templateUrl: './table-head.html',
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
    .fields {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--wb-space-2) var(--wb-space-4);
    }
    .words {
      flex: 1 1 16rem;
      color: var(--wb-ink-soft);
      font-size: var(--wb-text-sm);
    }
    .columns {
      display: flex;
      flex-wrap: wrap;
      gap: var(--wb-space-2);
    }
  `,
})
export class TableHead {
  /** Of the table in the document. */
  readonly index = input.required<number>();
  private readonly workspace = inject(RuleWorkspace);

  protected readonly readOnly = this.workspace.isLocked;
  protected readonly table = computed(() => this.workspace.document()?.tables?.[this.index()]);
  protected readonly names = computed(() => {
    const document = this.workspace.document();
    return document === null ? [] : [...namesOf(document)];
  });
  protected readonly policies = Object.entries(policies);

  protected policyWords(policy: HitPolicy): string {
    return policies[policy].words;
  }

  protected retitle(title: string): void {
    const text = title.trim();
    this.change((table) => withOptional(table, 'title', text === '' ? undefined : text));
  }

  protected choosePolicy(name: string): void {
    const hitPolicy = hitPolicies.find((policy) => policy === name);
    if (hitPolicy) this.change((table) => ({ ...table, hitPolicy }));
  }

  protected retarget(index: number, name: string): void {
    this.change(({ columns, ...table }) => ({
      ...table,
      columns: columns.with(index, { input: name }),
    }));
  }

  protected addColumn(name: string): void {
    this.change((table) => ({
      ...table,
      columns: [...table.columns, { input: name }],
      rows: table.rows.map((row) => ({ ...row, when: [...row.when, '-'] })),
    }));
  }

  protected removeColumn(index: number): void {
    this.change((table) => ({
      ...table,
      columns: table.columns.toSpliced(index, 1),
      rows: table.rows.map((row) => ({ ...row, when: row.when.toSpliced(index, 1) })),
    }));
  }

  protected moveColumn(from: number, to: number): void {
    this.change((table) => ({
      ...table,
      columns: shifted(table.columns, from, to),
      rows: table.rows.map((row) => ({ ...row, when: shifted(row.when, from, to) })),
    }));
  }

  protected remove(): void {
    this.workspace.change((document) => ({
      ...document,
      tables: (document.tables ?? []).toSpliced(this.index(), 1),
    }));
  }

  private change(edit: (table: DecisionTable) => DecisionTable): void {
    this.workspace.change((document) => withTable(document, this.index(), edit));
  }
}

function shifted<T>(list: readonly T[], from: number, to: number): readonly T[] {
  return list.toSpliced(from, 1).toSpliced(to, 0, ...list.slice(from, from + 1));
}

const policies: Readonly<Record<HitPolicy, { label: string; words: string }>> = {
  first: {
    label: 'The first that matches',
    words: 'Rows are tried from the top. The first that matches fires, and no other.',
  },
  unique: {
    label: 'The only one that matches',
    words: 'One row may match. When a second one does, the row of the file fails.',
  },
  collect: {
    label: 'All that match',
    words: 'Every row that matches fires, from the top. Points are added up.',
  },
  priority: {
    label: 'The one with the highest priority',
    words:
      'Of the rows that match, the one with the highest priority fires; the upper one on a tie.',
  },
};
const hitPolicies = ['first', 'unique', 'collect', 'priority'] as const;
