import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { RuleSetDetail } from './rule-set-detail.ts';

/** Where the rules stand: what is active, what is written on, what somebody has to decide. */
@Component({
  selector: 'wb-rule-set-overview-tab',
  imports: [RouterLink],
  templateUrl: './overview-tab.html',
})
export class OverviewTab {
  protected readonly rules = inject(RuleSetDetail).rules;
}
