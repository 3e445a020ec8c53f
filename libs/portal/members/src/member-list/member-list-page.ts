import { Component, inject } from '@angular/core';
import type { Member } from '@waybill/contracts';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { EmptyState, StatusChip, Time } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { memberStateWords } from '../member-words.ts';
import { memberList } from './member-list.ts';

@Component({
  selector: 'wb-member-list-page',
  imports: [Cell, EmptyState, ListEmpty, ListView, StatusChip, Time],
  templateUrl: './member-list-page.html',
  styleUrl: './member-list-page.scss',
})
export class MemberListPage {
  protected readonly names = inject(Names);
  protected readonly list = injectList(memberList);
  protected readonly words = memberStateWords;
  protected readonly linkOf = (member: Member): RowLink => ({
    commands: ['/members', member.id],
    name: `${member.memberNo} of ${member.partner}, ${memberStateWords[member.state].label}`,
  });
}
