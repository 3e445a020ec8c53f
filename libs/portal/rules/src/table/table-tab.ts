import {
  Component,
  Injector,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { EmptyState, Icon, Skeleton } from '@waybill/portal-ui';
import { compileRuleSet, describeOutcomes } from '@waybill/rules';
import type { Diagnostic, Outcome, RuleSetDocument } from '@waybill/rules';
import { SimulatorDock } from '../simulator/simulator-dock.ts';
import { TryRow } from '../simulator/try-row.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { askForOutcomes } from './outcomes/ask-for-outcomes.ts';
import { sheetOf } from './part-sheet.ts';
import { AboutPart } from './parts/about-part.ts';
import type { Clause } from './parts/clause-columns.ts';
import { partAt, partShown, partsOf } from './parts/parts.ts';
import type { Part } from './parts/parts.ts';
import { TableHead } from './parts/table-head.ts';
import { freeName, isAt } from './sheet/sheet.ts';
import { inserted } from './sheet/sheet-edits.ts';
import { placeOf } from './sheet/sheet-findings.ts';
import { SheetGrid } from './sheet/sheet-grid.ts';
import type { Place } from './sheet/sheet-range.ts';

/** The rules as lists and tables that are written in like a spreadsheet; without a draft, to be read. */
@Component({
  selector: 'wb-rule-table-tab',
  imports: [AboutPart, EmptyState, Icon, SheetGrid, SimulatorDock, Skeleton, TableHead, TryRow],
  templateUrl: './table-tab.html',
  styleUrl: './table-tab.scss',
})
export class TableTab {
  /** From the address: a table, or another part, and a cell in it. */
  readonly table = input<string>();
  readonly part = input<string>();
  readonly row = input<string>();
  readonly column = input<string>();
  /** From the address instead: the JSON pointer of a finding, to be led to. */
  readonly at = input<string>();

  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly grid = viewChild(SheetGrid);
  private address: ReturnType<typeof setTimeout> | undefined;
  /** The cell that was written into the address here. */
  private kept: { readonly row: string; readonly column: string } | null = null;

  protected readonly workspace = inject(RuleWorkspace);
  protected readonly isLocked = this.workspace.isLocked;
  protected readonly parts = computed(() => {
    const document = this.workspace.document();
    return document === null ? [] : partsOf(document);
  });
  /** Apart from what the document says, so that an edit leads nobody away from where they are. */
  private readonly isThere = computed(() => this.parts().length > 0);
  private readonly wanted = signal<{ table?: string | undefined; part?: string | undefined }>({});
  protected readonly shown = computed(() => partShown(this.parts(), this.wanted()));
  protected readonly sheet = computed(() => {
    const [document, part] = [this.workspace.document(), this.shown()];
    return document && part ? sheetOf(document, this.workspace.slots(), part) : null;
  });
  protected readonly target = signal<Place | null>(null);
  private readonly errors = computed(() => {
    const counts = new Map<string, number>();
    for (const { pointer } of this.workspace.errors()) {
      const key = partAt(this.parts(), pointer)?.key ?? '';
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  });

  constructor() {
    effect(() => {
      this.wanted.set({ table: this.table(), part: this.part() });
    });
    effect(() => {
      const [key, column, isThere] = [this.row(), this.column(), this.isThere()];
      if (isThere) untracked(() => this.follow(key, column));
    });
    effect(() => {
      const [at, isThere] = [this.at(), this.isThere()];
      if (at !== undefined && isThere) untracked(() => this.goTo(at));
    });
  }

  protected errorsIn({ key }: Part): number {
    return this.errors().get(key) ?? 0;
  }

  protected show(part: Part): void {
    this.wanted.set(addressOf(part));
    this.target.set({ row: 0, column: 0 });
  }

  protected put(rows: readonly unknown[]): void {
    const sheet = this.sheet();
    if (sheet && rows !== sheet.rows)
      this.workspace.change((document) => sheet.put(document, rows));
  }

  protected append(): void {
    const sheet = this.sheet();
    if (!sheet) return;
    this.put(inserted(sheet, sheet.rows.length));
    this.target.set({ row: sheet.rows.length, column: 0 });
    this.grid()?.focus();
  }

  /** Leads to the cell that a JSON pointer is about. */
  private goTo(pointer: string): void {
    const part = partAt(this.parts(), pointer);
    if (!part) return;
    this.wanted.set(addressOf(part));
    const sheet = this.sheet();
    this.target.set((sheet && placeOf(sheet, pointer)) ?? { row: 0, column: 0 });
    setTimeout(() => this.grid()?.focus());
  }

  /** What is wrong with a row as it would be, known before it is written. */
  protected readonly check = (row: unknown, column: string): string | null => {
    const sheet = this.sheet();
    const at = sheet?.columns.find(({ id }) => id === column);
    const found = this.findingsOf(row).find(
      ({ place, severity }) => severity === 'error' && at !== undefined && isAt(at, place),
    );
    return found?.message ?? null;
  };

  protected async openOutcomes(index: number): Promise<void> {
    const [sheet, document] = [this.sheet(), this.workspace.document()];
    const row = sheet?.rows[index] as Clause | undefined;
    if (!sheet || !document || row === undefined) return;
    const then = await askForOutcomes(this.injector, {
      clause: `${sheet.noun} ${row.id}`,
      outcomes: row.then,
      fields: document.inputs.filter(({ fact }) => fact === undefined).map(({ name }) => name),
      reading: (outcomes) => describeOutcomes(document, outcomes),
      check: (outcomes) => this.wrongOutcomes(row, outcomes),
    });
    this.grid()?.focus();
    if (then) this.putOutcomes(sheet.keyOf(row), then);
  }

  protected addTable(): void {
    const document = this.workspace.document();
    const [input] = document?.inputs ?? [];
    if (!document || !input) return;
    const id = freeName(
      'table',
      (document.tables ?? []).map((table) => table.id),
    );
    const column = document.inputs.find(({ name }) => name === 'amount') ?? input;
    this.workspace.change((into) => ({
      ...into,
      tables: [...(into.tables ?? []), newTable(id, column.name)],
    }));
    this.wanted.set({ table: id });
  }

  protected addMap(): void {
    const maps = this.workspace.document()?.valueMaps ?? [];
    const name = freeName(
      'codes',
      maps.map((map) => map.name),
      '',
    );
    const map = { name, type: 'decimal', scale: 2, entries: { CODE1: '1' } } as const;
    this.workspace.change((into) => ({ ...into, valueMaps: [...(into.valueMaps ?? []), map] }));
    this.wanted.set({ part: `map.${name}` });
  }

  /** Keeps the place in the address, for a reload or somebody else; not for every key of somebody who runs through a table. */
  protected remember({ row, column }: Place): void {
    clearTimeout(this.address);
    this.address = setTimeout(() => {
      const [sheet, part] = [this.sheet(), this.shown()];
      const at = sheet?.rows[row];
      // Whoever is on the way to another view is not called back.
      const isLeft =
        this.router.currentNavigation() !== null || !this.router.url.includes('/table');
      if (!sheet || !part || at === undefined || isLeft) return;
      this.kept = { row: sheet.keyOf(at), column: String(column) };
      const place = { ...noPlace, ...addressOf(part), ...this.kept };
      void this.router.navigate([], {
        queryParams: place,
        queryParamsHandling: 'merge',
        replaceUrl: true,
        preserveFragment: true,
      });
    }, 400);
  }

  private follow(key: string | undefined, column = '0'): void {
    // Somebody went there, and may have marked more by now.
    if (key === this.kept?.row && column === this.kept?.column) return;
    const sheet = this.sheet();
    const row = sheet?.rows.findIndex((each) => sheet.keyOf(each) === key) ?? -1;
    const isThere = this.target() !== null;
    if (row >= 0 && !isThere) this.target.set({ row, column: Number(column) || 0 });
  }

  /** Into the row as it is by now: others may have changed the list while the dialog was open. */
  private putOutcomes(key: string, then: readonly Outcome[]): void {
    const sheet = this.sheet();
    const index = sheet?.rows.findIndex((each) => sheet.keyOf(each) === key) ?? -1;
    const row = sheet?.rows[index] as Clause | undefined;
    if (row === undefined) this.grid()?.refuse(`“${key}” is gone by now.`);
    else this.put(sheet?.rows.with(index, { ...row, then }) ?? []);
  }

  private wrongOutcomes(row: Clause, then: readonly Outcome[]): readonly string[] {
    return this.findingsOf({ ...row, then })
      .filter(({ place, severity }) => severity === 'error' && place.startsWith('then'))
      .map(({ message }) => message);
  }

  private findingsOf(row: unknown): readonly (Diagnostic & { place: string })[] {
    const [sheet, document] = [this.sheet(), this.workspace.document()];
    const alone = document && sheet?.alone?.(document, row);
    if (!alone) return [];
    return diagnosticsOf(alone.document, this.workspace.slots()).flatMap((finding) =>
      finding.pointer.startsWith(`${alone.place}/`)
        ? [{ ...finding, place: finding.pointer.slice(alone.place.length + 1) }]
        : [],
    );
  }
}

const noPlace = { table: null, part: null, row: null, column: null, at: null };

function addressOf({ key, kind }: Part): { table?: string; part?: string } {
  return kind === 'table' ? { table: key.slice('table.'.length) } : { part: key };
}

function newTable(id: string, column: string) {
  const row = { id: 'row', when: ['-'], then: [{ do: 'accrue', points: '1' }] } as const;
  return { id, hitPolicy: 'first', columns: [{ input: column }], rows: [row] } as const;
}

function diagnosticsOf(
  document: RuleSetDocument,
  slots: Parameters<typeof compileRuleSet>[1],
): readonly Diagnostic[] {
  const compiled = compileRuleSet(document, slots);
  return compiled.ok ? compiled.warnings : compiled.diagnostics;
}
