import { Component, computed, input } from '@angular/core';
import type { ReplayEffects } from '@waybill/contracts';
import { figure, signedFigure } from '@waybill/portal-ui';

interface Line {
  readonly label: string;
  readonly meaning: string;
  readonly planned: string;
  readonly actual: string | null;
  readonly differs: boolean;
  readonly none: boolean;
}

type Effect = Exclude<keyof ReplayEffects, 'pointsDelta'>;

const words: Readonly<Record<Effect, { label: string; meaning: string }>> = {
  inserted: { label: 'New entries', meaning: 'booked for the first time' },
  unchanged: { label: 'Unchanged', meaning: 'booked already, exactly like this' },
  reversed: { label: 'Replaced', meaning: 'taken back and booked with another amount' },
  conflict: { label: 'In conflict', meaning: 'booked before with other content' },
  rejected: { label: 'Rejected', meaning: 'still break a rule' },
  skipped: { label: 'Skipped', meaning: 'the rules book nothing' },
};
const effects: readonly Effect[] = [
  'inserted',
  'unchanged',
  'reversed',
  'conflict',
  'rejected',
  'skipped',
];

/** What a replay would do; beside it what it did, once it has. */
@Component({
  selector: 'wb-effects-table',
  template: `
    <table class="wb-table">
      <thead>
        <tr>
          <th scope="col">Effect on rows</th>
          <th scope="col" class="number">{{ actual() ? 'Planned' : 'Rows' }}</th>
          @if (actual()) {
            <th scope="col" class="number">Done</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (line of lines(); track line.label) {
          <tr [class.none]="line.none" [class.differs]="line.differs">
            <th scope="row">
              {{ line.label }} <span>{{ line.meaning }}</span>
            </th>
            <td class="number">{{ line.planned }}</td>
            @if (line.actual !== null) {
              <td class="number">{{ line.actual }}</td>
            }
          </tr>
        }
        <tr class="points">
          <th scope="row">Points</th>
          <td class="number">{{ points() }}</td>
          @if (actual(); as done) {
            <td class="number">{{ signed(done.pointsDelta) }}</td>
          }
        </tr>
      </tbody>
    </table>
  `,
  styles: `
    tbody th {
      color: var(--wb-ink);
      font-size: inherit;
    }
    tbody th span {
      display: inline-block;
      margin-left: 0.3rem;
      color: var(--wb-ink-faint);
      font-weight: 400;
    }
    tbody th,
    td {
      padding-block: 0.3rem;
      white-space: normal;
    }
    @media (width < 40rem) {
      tbody th span {
        display: block;
        margin-left: 0;
      }
    }
    .none td,
    .none th {
      color: var(--wb-ink-faint);
      font-weight: 400;
    }
    .differs td {
      color: var(--wb-bad);
    }
    .points th,
    .points td {
      font-weight: 650;
    }
  `,
})
export class EffectsTable {
  readonly planned = input.required<ReplayEffects>();
  readonly actual = input<ReplayEffects | null>(null);
  /** More is to be done, so that less than planned is nothing odd. */
  readonly goingOn = input(false);

  protected readonly signed = signedFigure;
  protected readonly points = computed(() => signedFigure(this.planned().pointsDelta));
  protected readonly lines = computed((): Line[] =>
    effects.map((effect) => {
      const planned = this.planned()[effect];
      const actual = this.actual()?.[effect] ?? null;
      return {
        ...words[effect],
        planned: figure(planned),
        actual: actual === null ? null : figure(actual),
        differs: actual !== null && actual !== planned && !this.goingOn(),
        none: planned === 0 && (actual ?? 0) === 0,
      };
    }),
  );
}
