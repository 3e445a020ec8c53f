import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, counted, figure } from '@waybill/portal-ui';
import type { TriedClause, Verdict } from '../judge/verdict.ts';
import { RuleSimulator } from '../rule-simulator.ts';
import { effectText } from './verdict-words.ts';

/** How the rules come to it: every clause that was tried, what each of its conditions was given, and where it stopped. */
@Component({
  selector: 'wb-verdict-trace',
  imports: [Icon, RouterLink],
  templateUrl: './verdict-trace.html',
  styleUrl: './verdict-trace.scss',
})
export class VerdictTrace {
  readonly verdict = input.required<Verdict>();

  private readonly simulator = inject(RuleSimulator);
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly effectText = effectText;
  /** What is hidden has no value here either. */
  protected readonly nothing = computed(() =>
    this.simulator.asksHub() ? 'none, or hidden' : 'no value',
  );

  /** Of one that matched all conditions; of another the one that it stopped at. */
  protected conditionsOf({ matched, conditions }: TriedClause) {
    return matched
      ? conditions
      : conditions.filter(({ result }) => result === 'does-not-hold' || result === 'failed');
  }
}
