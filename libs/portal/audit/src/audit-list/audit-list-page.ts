import { Component, Injector, inject } from '@angular/core';
import type { AuditEvent } from '@waybill/contracts';
import { AuditSentence, auditWordOf } from '@waybill/portal-core/audit-trail';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { EmptyState, Icon, Time } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import { auditList } from './audit-list.ts';
import { ChainState } from './chain-state.ts';

/** Who did what, to what, when and why; nothing in it can be changed without the chain of hashes showing it. */
@Component({
  selector: 'wb-audit-list-page',
  imports: [AuditSentence, Cell, ChainState, EmptyState, Icon, ListEmpty, ListView, Time],
  templateUrl: './audit-list-page.html',
  styleUrl: './audit-list-page.scss',
})
export class AuditListPage {
  private readonly injector = inject(Injector);

  protected readonly list = injectList(auditList);
  protected readonly wordOf = auditWordOf;

  protected async open(event: AuditEvent): Promise<void> {
    const { openAuditEvent } = await import('./audit-event-dialog.ts');
    openAuditEvent(this.injector, event);
  }
}
