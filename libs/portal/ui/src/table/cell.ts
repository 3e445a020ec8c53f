import { Directive, TemplateRef, inject, input } from '@angular/core';

interface CellContext<Row> {
  readonly $implicit: Row;
}

/** What stands in the cells of a column: `<ng-template wbCell="state" [wbCellOf]="rows()" let-row>`. */
@Directive({ selector: 'ng-template[wbCell]' })
export class Cell<Row> {
  /** Id of the column. */
  readonly wbCell = input.required<string>();
  /** The rows of the table; for the compiler, which so knows what a row is. */
  readonly wbCellOf = input.required<readonly Row[] | null>();

  readonly template = inject<TemplateRef<CellContext<Row>>>(TemplateRef);

  static ngTemplateContextGuard<Row>(
    _cell: Cell<Row>,
    _context: unknown,
  ): _context is CellContext<Row> {
    return true;
  }
}
