import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, counted, figure } from '@waybill/portal-ui';
import { describeClause } from '@waybill/rules';
import type { Coverage, RuleSetDocument } from '@waybill/rules';

/** So many clauses that no test reaches are listed; of more it is said how many. */
const listed = 50;

/** Which rows of tables and which rules no test makes fire, each with the way to it. */
@Component({
  selector: 'wb-coverage-list',
  imports: [Icon, RouterLink],
  template: `
    @let it = coverage();
    <p>
      @if (it.total === 0) {
        There are no rows and rules yet.
      } @else if (it.covered === it.total) {
        <wb-icon class="good" name="check-circle" /> Every row and rule fires in some test.
      } @else {
        <wb-icon class="warn" name="warning" /> {{ figure(it.covered) }} of
        {{ counted(it.total, 'row or rule', 'rows and rules') }} fire in some test. None reaches:
      }
    </p>
    <ul>
      @for (clause of shown(); track clause.clause) {
        <li>
          <a
            [routerLink]="['/rules', ruleSet(), 'table']"
            [queryParams]="{ at: clause.pointer }"
            [attr.aria-label]="'Go to ' + clause.clause"
            ><code>{{ clause.clause }}</code></a
          >
          <span class="soft">{{ clause.words }}</span>
        </li>
      }
    </ul>
    @if (more() > 0) {
      <p class="soft">and {{ figure(more()) }} more</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
    }
    ul {
      display: grid;
      gap: var(--wb-space-1);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--wb-space-3);
      overflow-wrap: anywhere;
    }
    .soft {
      color: var(--wb-ink-soft);
      font-size: var(--wb-text-sm);
    }
    .good {
      color: var(--wb-good);
    }
    .warn {
      color: var(--wb-warn);
    }
  `,
})
export class CoverageList {
  readonly ruleSet = input.required<string>();
  readonly document = input.required<RuleSetDocument>();
  readonly coverage = input.required<Coverage>();

  protected readonly counted = counted;
  protected readonly figure = figure;
  private readonly missed = computed(() =>
    this.coverage().clauses.filter(({ hits }) => hits === 0),
  );
  protected readonly shown = computed(() =>
    this.missed()
      .slice(0, listed)
      .map(({ clause, pointer }) => ({
        clause,
        pointer,
        words: describeClause(this.document(), pointer),
      })),
  );
  protected readonly more = computed(() => this.missed().length - this.shown().length);
}
