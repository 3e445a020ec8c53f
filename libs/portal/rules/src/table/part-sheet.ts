import type { RuleSetDocument, Slot } from '@waybill/rules';
import { decisionTableSheet } from './parts/decision-table-sheet.ts';
import { inputsSheet } from './parts/inputs-sheet.ts';
import { derivedSheet, valueMapSheet } from './parts/names-sheets.ts';
import type { Part } from './parts/parts.ts';
import { rulesSheet } from './parts/rules-sheet.ts';
import type { Sheet } from './sheet/sheet.ts';

/**
 * The list of a part. What its rows are is known to the sheet alone: whoever shows it only hands rows of a sheet back to the same
 * sheet.
 */
export function sheetOf(
  document: RuleSetDocument,
  slots: readonly Slot[],
  { kind, index }: Part,
): Sheet<unknown> | null {
  switch (kind) {
    case 'about':
      return inputsSheet(document, slots) as unknown as Sheet<unknown>;
    case 'map':
      return valueMapSheet(document, index) as unknown as Sheet<unknown> | null;
    case 'derived':
      return derivedSheet(document) as unknown as Sheet<unknown>;
    case 'table':
      return decisionTableSheet(document, index) as unknown as Sheet<unknown> | null;
    case 'rules':
      return rulesSheet(document) as unknown as Sheet<unknown>;
  }
}
