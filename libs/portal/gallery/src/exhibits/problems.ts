import { HttpErrorResponse } from '@angular/common/http';
import { Component } from '@angular/core';
import { problemType, problems } from '@waybill/contracts';
import type { ProblemName } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { ProblemPanel } from '@waybill/portal-ui';

const answers: readonly ProblemName[] = [
  'unauthenticated',
  'forbidden',
  'not-found',
  'run-finished',
  'precondition-failed',
  'precondition-required',
  'too-many-requests',
  'unexpected',
  'unavailable',
];

function answered(name: ProblemName) {
  const { code, status, title } = problems[name];
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const error = { type: problemType(name), title, status, code, traceId };
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
