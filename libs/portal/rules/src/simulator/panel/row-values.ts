import { Component, computed, inject, linkedSignal } from '@angular/core';
import { readWritten } from '@waybill/rules';
import type { InputDeclaration, ValueType, WrittenRow } from '@waybill/rules';
import { RuleWorkspace } from '../../workspace/rule-workspace.ts';
import { keyOf } from '../everything.ts';
import { PickedRow } from '../picked-row.ts';

/** The values that the rules read of the row, to be written over. */
@Component({
  selector: 'wb-row-values',
  templateUrl: './row-values.html',
  styleUrl: './row-values.scss',
})
export class RowValues {
  private readonly workspace = inject(RuleWorkspace);
  protected readonly row = inject(PickedRow);
  /** Those of the row before while the next one is on its way. */
  private readonly values = linkedSignal<WrittenRow | null, WrittenRow>({
    source: () => this.row.values(),
    computation: (values, previous) => values ?? previous?.value ?? {},
  });
  protected readonly fields = computed(() => {
    const [values, edits, hidden] = [this.values(), this.row.edits(), this.row.hidden()];
    return (this.workspace.document()?.inputs ?? []).map((input) => {
      const key = keyOf(input);
      const value = values[key] ?? null;
      return {
        key,
        name: input.name,
        hint: hintOf(input),
        isBoolean: input.type === 'boolean',
        value: value ?? '',
        isEdited: key in edits,
        isHidden: hidden.has(key),
        fault: value === null ? null : faultOf(value, input),
      };
    });
  });

  protected write(key: string, text: string): void {
    this.row.write(key, text === '' ? null : text);
  }
}

const factWords = {
  balance: 'points so far',
  accruedThisMonth: 'points this month',
  accruedThisYear: 'points this year',
} as const;

function hintOf({ type, fact }: InputDeclaration): string {
  return fact === undefined ? type : factWords[fact];
}

const shapes: Readonly<Record<ValueType, string>> = {
  text: 'This is no text.',
  integer: 'A whole number, such as 12.',
  decimal: 'A number such as 12.50, with no more digits than the field has.',
  date: 'A day, such as 2026-01-31.',
  timestamp: 'A time, such as 2026-01-31T08:00:00Z.',
  boolean: 'Either true or false.',
};

function faultOf(value: string, { type, scale }: InputDeclaration): string | null {
  const typed = scale === undefined ? { type } : { type, scale };
  return readWritten(value, typed) === undefined ? shapes[type] : null;
}
