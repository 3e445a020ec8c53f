import { Component, inject } from '@angular/core';
import type { RuleSet } from '@waybill/contracts';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { EmptyState, StatusChip, Time } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { ruleList } from './rule-list.ts';

@Component({
  selector: 'wb-rule-list-page',
  imports: [Cell, EmptyState, ListEmpty, ListView, StatusChip, Time],
  templateUrl: './rule-list-page.html',
  styles: `
    :host {
      display: block;
      max-width: 88rem;
      margin: 0 auto;
    }
    .name {
      display: block;
      overflow: hidden;
      font-weight: 560;
      text-overflow: ellipsis;
    }
    wb-time {
      display: block;
    }
    .faint {
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class RuleListPage {
  protected readonly list = injectList(ruleList);
  protected readonly names = inject(Names);

  protected readonly linkOf = ({ id, feedName }: RuleSet): RowLink => ({
    commands: ['/rules', id],
    name: `Rules of ${feedName}`,
  });

  /** A draft with content of its own is waiting for somebody; one that was frozen as it stands is not. */
  protected isUnfinished({ draft }: RuleSet): boolean {
    return draft !== null && draft.frozenAs === null;
  }
}
