import { Component, input } from '@angular/core';
import { Icon } from '@waybill/portal-ui';
import type { ClauseGroup } from './clause-words.ts';

/** The rule set in tables, with the clauses that fired marked by icon, word and colour. */
@Component({
  selector: 'wb-fired-clauses',
  imports: [Icon],
  templateUrl: './fired-clauses.html',
  styleUrl: './fired-clauses.scss',
})
export class FiredClauses {
  readonly groups = input.required<readonly ClauseGroup[]>();
}
