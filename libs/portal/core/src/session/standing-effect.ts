import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { catchError, map, of, switchMap } from 'rxjs';
import { toProblem } from '../problems/to-problem.ts';
import { sessionEvents } from './session-events.ts';
import type { Standing } from './session-events.ts';

/** Asks the BFF what the person may do, as soon as they are signed in. */
export const learnStanding = createEffect(
  (actions = inject(Actions), http = inject(HttpClient)) =>
    actions.pipe(
      ofType(sessionEvents.signedIn),
      switchMap(() =>
        http.get<Standing>('/bff/session').pipe(
          map((standing) => sessionEvents.standingLearned({ standing })),
          catchError((error: unknown) =>
            of(sessionEvents.standingRefused({ problem: toProblem(error) })),
          ),
        ),
      ),
    ),
  { functional: true },
);
