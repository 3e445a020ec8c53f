import { Component, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { RecordPage } from '@waybill/portal-core/record-page';
import type { RecordTab } from '@waybill/portal-core/record-page';
import { provideRuleSimulator } from '../simulator/rule-simulator.ts';
import { DraftBar } from '../workspace/draft-bar.ts';
import { provideRuleWorkspace } from '../workspace/rule-workspace.ts';
import { RuleSetDetail } from './rule-set-detail.ts';

@Component({
  selector: 'wb-rule-set-page',
  imports: [DraftBar, RecordPage, RouterLink],
  providers: [RuleSetDetail, provideRuleWorkspace(), provideRuleSimulator()],
  templateUrl: './rule-set-page.html',
  styleUrl: './rule-set-page.scss',
})
export class RuleSetPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly detail = inject(RuleSetDetail);
  protected readonly rules = this.detail.rules;
  protected readonly tabs: readonly RecordTab[] = [
    { path: 'overview', label: 'Overview' },
    { path: 'table', label: 'Table' },
    { path: 'code', label: 'Code' },
    { path: 'tests', label: 'Tests' },
    { path: 'backtests', label: 'Backtests' },
    { path: 'versions', label: 'Versions' },
  ];

  constructor() {
    const title = inject(Title);
    effect(() => {
      this.detail.show(this.id());
    });
    effect(() => {
      const rules = this.rules();
      if (rules) title.setTitle(`Rules of ${rules.feedName} of ${rules.partner} · Waybill`);
    });
  }
}
