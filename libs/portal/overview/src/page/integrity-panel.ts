import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LedgerIntegrity } from '@waybill/contracts';
import { Permissions, toProblem } from '@waybill/portal-core';
import { Icon, ProblemPanel, Skeleton, counted, figure } from '@waybill/portal-ui';

/** Whether the books are right, worked out now and not remembered. */
@Component({
  selector: 'wb-integrity-panel',
  imports: [Icon, ProblemPanel, RouterLink, Skeleton],
  templateUrl: './integrity-panel.html',
  styleUrl: './integrity-panel.scss',
})
export class IntegrityPanel {
  /** It is as high as it will be: what is below no longer moves. */
  readonly settled = output();

  private readonly permissions = inject(Permissions);
  protected readonly answer = httpResource<LedgerIntegrity>(() =>
    this.permissions.can('ledger:verify') ? '/bff/api/ledger/integrity' : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly checks = computed(() => {
    if (!this.answer.hasValue()) return null;
    const { balanced, balancesAgree, entries, debits, auditChain } = this.answer.value();
    return [
      {
        key: 'balanced',
        held: balanced,
        text: `Debits equal credits: ${counted(debits, 'point')} in ${counted(entries, 'entry', 'entries')}`,
        link: '/entries',
      },
      {
        key: 'balances',
        held: balancesAgree,
        text: 'Every member’s balance equals the sum of their entries',
        link: '/members',
      },
      {
        key: 'chain',
        held: auditChain.intact,
        text: `The audit trail of ${figure(auditChain.events)} events is unbroken`,
        link: '/audit',
      },
    ];
  });

  constructor() {
    effect(() => {
      if (this.checks() || this.problem()) this.settled.emit();
    });
  }
}
