import { Component, computed, input, output } from '@angular/core';
import type { ReplayPlan } from '@waybill/contracts';

import {
  Icon,
  ProblemPanel,
  ShareBar,
  Time,
  counted,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { rowsWords, sharesOfEffects } from '../data/replay-words.ts';
import { EffectsTable } from '../../replay/effects-table.ts';
import { PlanRows } from './plan-rows.ts';
import { undone } from './undone.ts';

/** What a replay of one run would do and what it would not; nothing has been booked. */
@Component({
  selector: 'wb-plan-card',
  imports: [EffectsTable, Icon, PlanRows, ProblemPanel, ShareBar, Time],
  templateUrl: './plan-card.html',
  styleUrl: '../ui/plan-card.scss',
  host: { class: 'wb-card', role: 'region', 'aria-label': 'Plan of the replay' },
})
export class PlanCard {
  readonly plan = input.required<ReplayPlan>();
  /** Wants a plan that is up to date. */
  readonly again = output();

  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly rows = computed(() => rowsWords[this.plan().rows]);
  protected readonly shares = computed(() => {
    const { effects } = this.plan();
    return effects ? sharesOfEffects(effects) : [];
  });
  protected readonly undone = computed(() => {
    const { effects } = this.plan();
    return effects ? undone(effects) : [];
  });
  protected readonly standing = computed(() => standings[this.plan().state] ?? null);
  protected readonly progress = computed(() => {
    const { rowsRead, rowsTotal } = this.plan();
    return rowsTotal ? `${figure(rowsRead)} of ${counted(rowsTotal, 'row')}` : '';
  });
}

const standings: Partial<Record<ReplayPlan['state'], string>> = {
  used: 'This plan was carried out.',
  expired: 'This plan is too old: the ledger may have moved since.',
};
