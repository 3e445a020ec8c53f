import { Component } from '@angular/core';
import { stateWords } from '@waybill/portal-core';
import { jobStateWords } from '@waybill/portal-core/jobs';
import { StatusChip } from '@waybill/portal-ui';

/** Every state of a run and of a job; a colour never stands without a word and a symbol. */
@Component({
  selector: 'wb-status-exhibit',
  imports: [StatusChip],
  template: `
    @for (group of groups; track group.heading) {
      <h3>{{ group.heading }}</h3>
      <p>
        @for (word of group.words; track word.label) {
          <wb-status-chip
            [label]="word.label"
            [icon]="word.icon"
            [tone]="word.tone"
            [turning]="word.tone === 'busy'"
          />
        }
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
    p {
      display: flex;
      flex-wrap: wrap;
      gap: var(--wb-space-2);
    }
  `,
})
export class StatusExhibit {
  protected readonly groups = [
    { heading: 'Runs', words: Object.values(stateWords) },
    { heading: 'Jobs', words: Object.values(jobStateWords) },
  ];
}
