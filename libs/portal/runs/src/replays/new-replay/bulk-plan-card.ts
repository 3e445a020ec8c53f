import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BulkReplayPlan } from '@waybill/contracts';

import {
  Icon,
  ProblemPanel,
  ShareBar,
  Time,
  counted,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { rowsWords, rulesWords, sharesOfEffects } from '../data/replay-words.ts';
import { EffectsTable } from '../../replay/effects-table.ts';
import { BulkRuns } from '../ui/bulk-runs.ts';
import { undone } from './undone.ts';

/** What replaying many runs would do, added up and run by run. */
@Component({
  selector: 'wb-bulk-plan-card',
  imports: [BulkRuns, EffectsTable, Icon, ProblemPanel, RouterLink, ShareBar, Time],
  templateUrl: './bulk-plan-card.html',
  styleUrl: '../ui/plan-card.scss',
  host: { class: 'wb-card', role: 'region', 'aria-label': 'Plan of the bulk replay' },
})
export class BulkPlanCard {
  readonly plan = input.required<BulkReplayPlan>();
  readonly again = output();

  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly rows = computed(() => rowsWords[this.plan().rows]);
  protected readonly rules = computed(() => {
    const { rules, ruleVersions } = this.plan();
    const known = ruleVersions.length === 0 ? '' : ` (${ruleVersions.join(', ')})`;
    return `${rulesWords[rules]}${known}`;
  });
  protected readonly shares = computed(() => sharesOfEffects(this.plan().effects));
  protected readonly undone = computed(() => undone(this.plan().effects));
  protected readonly settled = computed(() => {
    const { runs } = this.plan();
    return runs.planned + runs.refused;
  });
  protected readonly percent = computed(() => {
    const { total } = this.plan();
    return total === 0 ? 100 : Math.floor((this.settled() / total) * 100);
  });
}
