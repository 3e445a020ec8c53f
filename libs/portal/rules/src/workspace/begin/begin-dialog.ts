import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { describeClause } from '@waybill/rules';
import type { RuleSetDocument, Slot } from '@waybill/rules';
import type { DraftOrigin } from '../rule-workspace.ts';
import type { RuleTemplate } from '../templates/rule-template.ts';
import { ruleTemplates } from '../templates/rule-templates.ts';

/** Chooses what a draft begins from: the active rules, or a template of which one reads beforehand what it says. */
@Component({
  selector: 'wb-begin-dialog',
  imports: [MatDialogModule],
  templateUrl: './begin-dialog.html',
  styleUrl: './begin-dialog.scss',
})
export class BeginDialog {
  private readonly slots = inject<readonly Slot[]>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<BeginDialog, DraftOrigin>>(MatDialogRef);

  protected readonly templates = ruleTemplates;
  /** Null for the active rules. */
  protected readonly chosen = signal<RuleTemplate | null>(null);
  private readonly document = computed(
    () => this.chosen()?.write(this.slots, new Date().toISOString().slice(0, 10)) ?? null,
  );
  protected readonly readings = computed(() => {
    const document = this.document();
    return document === null ? [] : readingsOf(document);
  });

  protected begin(event: Event): void {
    event.preventDefault();
    const document = this.document();
    this.dialog.close(
      document === null
        ? { kind: 'active' }
        : { kind: 'text', text: `${JSON.stringify(document, null, 2)}\n` },
    );
  }
}

function readingsOf(document: RuleSetDocument): readonly string[] {
  const rows = (document.tables ?? []).flatMap(({ rows: all }, table) =>
    all.map((_row, row) => `/tables/${String(table)}/rows/${String(row)}`),
  );
  const rules = (document.rules ?? []).map((_rule, index) => `/rules/${String(index)}`);
  return [...rows, ...rules].flatMap((pointer) => describeClause(document, pointer) ?? []);
}
