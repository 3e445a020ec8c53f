import { HttpErrorResponse } from '@angular/common/http';
import { Component } from '@angular/core';
import type { ProblemName } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { ProblemPanel } from '@waybill/portal-ui';

/** Named here and not taken from the table of problems: that comes with schemas, which the browser has no use for. */
const answers: readonly (readonly [ProblemName, number, string])[] = [
  ['unauthenticated', 401, 'API-002'],
  ['forbidden', 403, 'API-003'],
  ['not-found', 404, 'API-004'],
  ['run-finished', 409, 'RUN-001'],
  ['precondition-failed', 412, 'API-013'],
  ['precondition-required', 428, 'API-012'],
  ['too-many-requests', 429, 'API-014'],
  ['unexpected', 500, 'SYSTEM-001'],
  ['unavailable', 503, 'API-015'],
];

function answered([name, status, code]: readonly [ProblemName, number, string]) {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const error = { type: `urn:waybill:problem:${name}`, title: '', status, code, traceId };
  return { status: String(status), problem: toProblem(new HttpErrorResponse({ status, error })) };
}

/** What a person sees for each way a call can fail, whole and compact. */
@Component({
  selector: 'wb-problems-exhibit',
  imports: [ProblemPanel],
  template: `
    @for (each of all; track each.status + each.problem.code) {
      <h3>{{ each.status }}</h3>
      <wb-problem-panel
        [compact]="true"
        [heading]="each.problem.title"
        [advice]="each.problem.advice"
        [code]="each.problem.code"
        [traceId]="each.problem.traceId"
        [icon]="
          each.problem.kind === 'forbidden'
            ? 'lock'
            : each.problem.kind === 'offline'
              ? 'cloud-off'
              : 'error'
        "
        [action]="each.problem.retryable ? 'Try again' : null"
      />
    }
    <h3>In place of a whole page, with faults one by one</h3>
    <wb-problem-panel
      heading="Some values are not as they must be."
      advice="Correct them and try again."
      code="API-008"
      traceId="4bf92f3577b34da6a3ce929d0e0e4736"
      [details]="['name: at least one letter', 'time zone: not one that is known']"
      action="Back to the form"
    />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
  `,
})
export class ProblemsExhibit {
  protected readonly all = [
    { status: 'Offline', problem: toProblem(new HttpErrorResponse({ status: 0 })) },
    ...answers.map(answered),
  ];
}
