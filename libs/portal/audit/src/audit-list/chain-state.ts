import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import type { LedgerIntegrity } from '@waybill/contracts';
import { Permissions, toProblem } from '@waybill/portal-core';
import { Skeleton, StatusChip, figure } from '@waybill/portal-ui';

/** Whether every event still hashes to what the next one says; nothing for roles that may not verify. */
@Component({
  selector: 'wb-chain-state',
  imports: [Skeleton, StatusChip],
  template: `
    @if (may()) {
      @if (chain(); as chain) {
        <wb-status-chip
          [label]="chain.intact ? 'Chain intact' : 'Chain broken'"
          [icon]="chain.intact ? 'verified' : 'error'"
          [tone]="chain.intact ? 'good' : 'bad'"
        />
        <span>{{ figure(chain.events) }} events, head {{ chain.head.slice(0, 12) }}</span>
      } @else if (problem(); as problem) {
        <span>The chain could not be verified now ({{ problem.code }}).</span>
      } @else {
        <span class="visually-hidden" role="status">Verifying the chain …</span>
        <wb-skeleton width="14rem" />
      }
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--wb-space-2);
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class ChainState {
  private readonly permissions = inject(Permissions);

  protected readonly figure = figure;
  protected readonly may = computed(() => this.permissions.can('ledger:verify'));
  protected readonly answer = httpResource<LedgerIntegrity>(() =>
    this.may() ? '/bff/api/ledger/integrity' : undefined,
  );
  protected readonly chain = computed(() =>
    this.answer.hasValue() ? this.answer.value().auditChain : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
}
