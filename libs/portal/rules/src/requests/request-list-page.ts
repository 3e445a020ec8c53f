import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ChangeRequest } from '@waybill/contracts';
import { actorName } from '@waybill/portal-core/audit-trail';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { EmptyState, StatusChip, Time } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { requestList } from './request-list.ts';
import { requestWords } from './request-words.ts';

/** Every change of rules that somebody asked for, and what became of it. */
@Component({
  selector: 'wb-request-list-page',
  imports: [Cell, EmptyState, ListEmpty, ListView, RouterLink, StatusChip, Time],
  templateUrl: './request-list-page.html',
  styles: `
    :host {
      display: block;
      max-width: 88rem;
      margin: 0 auto;
    }
    .name {
      display: block;
      font-weight: 560;
    }
    .why {
      display: block;
      overflow: hidden;
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
      text-overflow: ellipsis;
    }
  `,
})
export class RequestListPage {
  protected readonly list = injectList(requestList);
  protected readonly names = inject(Names);
  protected readonly words = requestWords;
  protected readonly person = actorName;

  protected readonly linkOf = ({ id, ruleVersion, state }: ChangeRequest): RowLink => ({
    commands: ['/change-requests', id],
    name: `${ruleVersion}, ${requestWords[state].label}`,
  });
}
