import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Icon, Refusal } from '@waybill/portal-ui';
import type { WrittenRow } from '@waybill/rules';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { withTest } from './cases/test-edits.ts';
import { caseOfRow } from './from-row/case-of-row.ts';

/** Adds the row that rules were tried on to their tests, masked, and opens it there. */
@Component({
  selector: 'wb-make-test',
  imports: [Icon, Refusal],
  template: `
    <button type="button" class="wb-button" [wbRefusal]="refusal()" (click)="make()">
      <wb-icon name="rule" /> Make this row a test
    </button>
  `,
})
export class MakeTest {
  /** What the rules were given, by input; null while there is nothing. */
  readonly row = input.required<WrittenRow | null>();
  /** What the test is to be called, such as “Like row 12 of run run_01”. */
  readonly name = input('A tried row');

  private readonly router = inject(Router);
  private readonly detail = inject(RuleSetDetail);
  private readonly workspace = inject(RuleWorkspace);
  protected readonly refusal = computed(() => {
    if (this.workspace.why() !== null) return this.workspace.why();
    if (this.workspace.isBroken() || this.workspace.errors().length > 0)
      return 'The rules have errors. Correct them first.';
    return this.row() === null ? 'No row was tried yet.' : null;
  });

  protected make(): void {
    const [document, row] = [this.workspace.document(), this.row()];
    if (document === null || row === null) return;
    const made = caseOfRow(document, this.workspace.slots(), row, {
      id: 'row',
      title: this.name(),
    });
    if (made === null) return;
    this.workspace.change((into) => withTest(into, made.test));
    const queryParams = { test: made.test.id };
    void this.router.navigate(['/rules', this.detail.id(), 'tests'], { queryParams });
  }
}
