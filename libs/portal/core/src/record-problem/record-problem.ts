import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EmptyState, ProblemPanel } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';
import type { PortalProblem, ProblemKind } from '../problems/portal-problem.ts';

const icons: Partial<Record<ProblemKind, IconName>> = { forbidden: 'lock', offline: 'cloud-off' };

/** In place of a record that cannot be shown: there is none, it is not for this person, or the hub did not answer. */
@Component({
  selector: 'wb-record-problem',
  imports: [EmptyState, ProblemPanel, RouterLink],
  template: `
    @if (problem().kind === 'absent') {
      <wb-empty-state [whole]="true" icon="search-off" [heading]="'There is no such ' + noun()">
        <p>It may have been mistyped, or it belongs to a partner you may not see.</p>
        <a class="wb-button" [routerLink]="listLink()">Go to the {{ list() }}</a>
        <code class="faint">{{ problem().code }} {{ problem().traceId }}</code>
      </wb-empty-state>
    } @else {
      <wb-problem-panel
        class="wb-card"
        [heading]="problem().title"
        [advice]="problem().advice"
        [code]="problem().code"
        [traceId]="problem().traceId"
        [details]="problem().details"
        [icon]="icon()"
        [action]="problem().retryable ? 'Try again' : null"
        (acted)="retried.emit()"
      />
    }
  `,
})
export class RecordProblem {
  readonly problem = input.required<PortalProblem>();
  /** What is missing, such as "run". */
  readonly noun = input.required<string>();
  /** How the list that has the others is called, and where it is. */
  readonly list = input.required<string>();
  readonly listLink = input.required<string>();
  readonly retried = output();

  protected readonly icon = computed(() => icons[this.problem().kind] ?? 'error');
}
