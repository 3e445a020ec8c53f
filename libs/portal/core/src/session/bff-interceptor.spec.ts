import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { issuerAwayDetail } from '@waybill/contracts';
import { aProblem } from '@waybill/contracts/testing';
import { firstValueFrom } from 'rxjs';
import { toProblem } from '../problems/to-problem.ts';
import { bffInterceptor } from './bff-interceptor.ts';
import { Session } from './session.ts';
import { signInAway, silenceOfIssuer } from './sign-in-away.ts';

describe('calls to the BFF', () => {
  it('carry the token and the mark of our own page', async () => {
    const { http, answers } = calling();

    http.get('/bff/session').subscribe();
    await Promise.resolve();

    const { headers } = answers.expectOne('/bff/session').request;
    expect(headers.get('Authorization')).toBe('Bearer token-1');
    expect(headers.get('X-Waybill-Portal')).toBe('1');
  });

  it.each(['http://127.0.0.1:4566/waybill-landing/x', 'https://id.example/token', '/config.json'])(
    'are the only ones that do: %s gets nothing',
    (url) => {
      const { http, answers } = calling();

      http.get(url).subscribe();

      const { headers } = answers.expectOne(url).request;
      expect(headers.keys()).toEqual([]);
    },
  );

  it('are made again with a fresh token after a 401', async () => {
    const { http, answers, renewals } = calling();
    const body = { reason: 'typed by hand' };

    const answer = firstValueFrom(http.post('/bff/api/runs/r/cancel', body));
    await Promise.resolve();
    answers.expectOne('/bff/api/runs/r/cancel').flush(null, unauthorized);
    await Promise.resolve();
    const second = answers.expectOne('/bff/api/runs/r/cancel');
    second.flush({ id: 'r' });

    expect(await answer).toEqual({ id: 'r' });
    expect(second.request.headers.get('Authorization')).toBe('Bearer token-2');
    expect(second.request.body).toBe(body);
    expect(renewals()).toBe(1);
  });

  it('are not made a third time', async () => {
    const { http, answers } = calling();

    const answer = firstValueFrom(http.get('/bff/session'));
    await Promise.resolve();
    answers.expectOne('/bff/session').flush(null, unauthorized);
    await Promise.resolve();
    answers.expectOne('/bff/session').flush(null, unauthorized);

    await expect(answer).rejects.toMatchObject({ status: 401 });
  });
});

describe('while the issuer is away', () => {
  it('calls that are refused fail as silence, with words that they keep what is written', async () => {
    const { http, answers, issuerGoesAway } = calling();
    issuerGoesAway();

    const answer = firstValueFrom(http.post('/bff/api/runs/r/cancel', {}));
    await Promise.resolve();
    answers.expectOne('/bff/api/runs/r/cancel').flush(null, unauthorized);

    const error: unknown = await answer.catch((failure: unknown) => failure);
    expect(toProblem(error)).toMatchObject({ title: signInAway, code: 'NET-003', retryable: true });
  });

  it.each([
    [issuerAwayDetail, { status: 0, statusText: signInAway }],
    ['The database is away.', { status: 503 }],
  ])('the hub’s 503 is told by its detail: %s', async (detail, expected) => {
    const { http, answers, renewals } = calling();

    const answer = firstValueFrom(http.get('/bff/session'));
    await Promise.resolve();
    answers
      .expectOne('/bff/session')
      .flush(aProblem({ detail }), { status: 503, statusText: 'Service Unavailable' });

    await expect(answer).rejects.toMatchObject(expected);
    expect(renewals()).toBe(0);
  });
});

describe('while the session is lost', () => {
  it('calls wait instead of failing', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { http, answers } = calling(promise);

    http.get('/bff/session').subscribe();
    await Promise.resolve();
    answers.expectNone('/bff/session');
    resolve(undefined);
    await promise;
    await Promise.resolve();

    expect(answers.expectOne('/bff/session').request.method).toBe('GET');
  });
});

const unauthorized = { status: 401, statusText: 'Unauthorized' };

function calling(usable: Promise<void> = Promise.resolve()) {
  let count = 1;
  let isAway = false;
  const session: Partial<Session> = {
    accessToken: () => `token-${count}`,
    usable: () => usable,
    renewed: () => {
      if (isAway) return Promise.reject(silenceOfIssuer());
      count += 1;
      return Promise.resolve();
    },
  };
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([bffInterceptor])),
      provideHttpClientTesting(),
      { provide: Session, useValue: session },
    ],
  });
  return {
    http: TestBed.inject(HttpClient),
    answers: TestBed.inject(HttpTestingController),
    renewals: () => count - 1,
    issuerGoesAway: () => {
      isAway = true;
    },
  };
}
