import { Component, computed, inject, input, output, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Permissions, toProblem } from '@waybill/portal-core';
import { Icon, ProblemPanel, Refusal, Skeleton } from '@waybill/portal-ui';
import type { ExpectedDecision, TestCase } from '@waybill/rules';
import { firstValueFrom } from 'rxjs';
import { RuleSetDetail } from '../../rule-set/rule-set-detail.ts';
import { ReceivedRows } from '../../simulator/received-rows.ts';
import { placeIn } from '../../simulator/row-address.ts';
import { RuleWorkspace } from '../../workspace/rule-workspace.ts';
import { decisionWords, titleOf } from '../cases/case-words.ts';
import { caseOfRow, receivedAs, twinOf } from './case-of-row.ts';

/** A row that a run met, offered as a test: its values, masked, and what the rules make of them now. */
@Component({
  selector: 'wb-row-case',
  imports: [Icon, ProblemPanel, Refusal, RouterLink, Skeleton],
  templateUrl: './row-case.html',
  styleUrls: ['../../ui/section.scss', './row-case.scss'],
})
export class RowCase {
  /** `<run>.<number of the row>` */
  readonly from = input.required<string>();
  readonly saved = output<TestCase>();
  readonly left = output();

  private readonly received = inject(ReceivedRows);
  private readonly detail = inject(RuleSetDetail);
  private readonly workspace = inject(RuleWorkspace);
  private readonly permissions = inject(Permissions);

  protected readonly titleOf = titleOf;
  protected readonly words = decisionWords;
  protected readonly place = computed(() => placeIn(this.from()));
  private readonly isReady = computed(
    () => this.workspace.slots().length > 0 && this.workspace.document() !== null,
  );
  private readonly answer = resource({
    params: () => {
      const [id, place] = [this.detail.id(), this.place()];
      return id !== undefined && place && this.isReady() ? { id, place } : undefined;
    },
    loader: ({ params: { id, place } }) =>
      firstValueFrom(this.received.simulate(id, this.workspace.text(), place)),
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly offer = computed(() => {
    const [document, place] = [this.workspace.document(), this.place()];
    if (!this.answer.hasValue() || document === null || place === null) return null;
    const { row, decision } = this.answer.value();
    const { run, rowNo } = place;
    const name = { id: `row${String(rowNo)}`, title: `Like row ${String(rowNo)} of run ${run}` };
    const made = caseOfRow(document, this.workspace.slots(), row, name);
    if (made === null) return null;
    return {
      ...made,
      values: document.inputs.map((each) => ({
        name: each.name,
        value: made.test.row[each.name] ?? null,
        isStandIn: made.standIns.includes(each.name),
      })),
      /** What the rules say of the row itself, where that is something else. */
      received: isSame(receivedAs(decision), made.test.expect) ? null : receivedAs(decision),
      twin: twinOf(document, this.workspace.slots(), made.test),
    };
  });
  /** What is hidden from this person is not known here, not even to be masked. */
  protected readonly isHidden = computed(() => !this.permissions.can('payload:read'));
  protected readonly isWithoutDraft = computed(() => this.workspace.state() === 'none');
  protected readonly refusal = computed(() => {
    const refusal = this.permissions.refusal('rules:write');
    if (refusal !== null || this.isWithoutDraft()) return refusal;
    return this.workspace.isBroken() ? 'The text is no rule set. Correct it first.' : null;
  });
  protected readonly isBusy = signal(false);

  /** Begins a draft from what is active, where there is none; why it was refused stands in the draft's own bar. */
  protected async save(test: TestCase): Promise<void> {
    this.isBusy.set(true);
    try {
      if (!this.isWithoutDraft() || (await this.workspace.begin({ kind: 'active' })))
        this.saved.emit(test);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected reload(): void {
    this.answer.reload();
  }
}

function isSame(one: ExpectedDecision, other: ExpectedDecision): boolean {
  return decisionWords(one) === decisionWords(other);
}
