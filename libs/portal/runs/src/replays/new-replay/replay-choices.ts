import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import type { Run } from '@waybill/contracts';
import { figure } from '@waybill/portal-ui';
import { queryText } from './replay-wish.ts';
import type { ReplayWish } from './replay-wish.ts';

/** The explicit choices of a replay in plain words: which runs, which rows, which rules, and how many as a canary. */
@Component({
  selector: 'wb-replay-choices',
  imports: [RouterLink],
  templateUrl: './replay-choices.html',
  styleUrl: './replay-choices.scss',
  host: { class: 'wb-card' },
})
export class ReplayChoices {
  readonly wish = input.required<ReplayWish>();
  readonly run = input.required<Run | null>();
  /** Of the run's feed; null for many runs, and while it is not known. */
  readonly currentRules = input.required<string | null>();
  readonly count = input.required<number | null>();
  /** Changes of the address; null takes a parameter away. */
  readonly chosen = output<Params>();

  protected readonly figure = figure;
  protected readonly failed = computed(() => {
    const run = this.run();
    return run ? run.counts.rejected + run.counts.conflict : null;
  });
  protected readonly many = computed(() => this.wish().what?.kind !== 'run');
  protected readonly what = computed(() => {
    const { what } = this.wish();
    const count = this.count();
    const runs = count === null ? '… runs' : `${figure(count)} ${count === 1 ? 'run' : 'runs'}`;
    if (what?.kind === 'query') return `Everything matching: ${queryText(what.query)} (${runs})`;
    return `The runs chosen in the list (${runs})`;
  });
  /** Back to the list of runs that shows exactly these. */
  protected readonly listParams = computed(() => {
    const { what } = this.wish();
    return what?.kind === 'query' ? what.query : {};
  });

  /** Every run that used the rules of this one. */
  protected sameRules({ feed, ruleVersion }: Run): void {
    this.chosen.emit({ run: null, feed, ruleVersion });
  }

  protected canaryChosen(text: string): void {
    this.chosen.emit({ canary: text });
  }
}
