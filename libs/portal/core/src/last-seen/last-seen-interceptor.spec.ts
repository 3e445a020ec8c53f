import {
  HttpClient,
  httpResource,
  provideHttpClient,
  withInterceptors,
} from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideStore } from '@ngrx/store';
import { firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { toProblem } from '../problems/to-problem.ts';
import { MemoryCaches } from '../testing/memory-caches.ts';
import { provideSignedIn } from '../testing/signed-in.ts';
import { Freshness } from './freshness.ts';
import { lastSeenInterceptor } from './last-seen-interceptor.ts';

const runs = '/bff/api/runs?limit=50';

describe('without an answer of the hub', () => {
  beforeEach(() => {
    vi.stubGlobal('caches', new MemoryCaches());
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('a screen shows what was seen last, marked with its time, and the fresh answer as soon as there is one', async () => {
    const { freshness, resource, answer, silence } = calling();
    const before = Date.now();
    await seen(answer, 'as it was');

    const screen = resource(runs);
    await silence(runs);
    await vi.waitFor(() => {
      expect(screen.value()).toBe('as it was');
    });
    expect(freshness.oldest()).toBeGreaterThanOrEqual(before);
    expect(freshness.standstill()).toContain('What you see is old.');

    dispatchEvent(new Event('online'));
    await answer(runs, 'as it is');

    expect(screen.value()).toBe('as it is');
    expect(freshness.oldest()).toBeNull();
    expect(freshness.standstill()).toBeNull();
  });

  it('the mark stays until the hub has answered, also when the screen is left', async () => {
    const { freshness, resource, answer, silence } = calling();
    await seen(answer, 'as it was');
    const screen = resource(runs);
    await silence(runs);
    await vi.waitFor(() => {
      expect(freshness.oldest()).not.toBeNull();
    });

    screen.destroy();
    expect(freshness.oldest()).not.toBeNull();
    dispatchEvent(new Event('online'));
    await answer(runs, 'as it is');

    expect(freshness.oldest()).toBeNull();
  });

  it('what was refused is not replaced by what was seen', async () => {
    const { http, answer, answers } = calling();
    await seen(answer, 'as it was');

    const call = failureOf(http.get(runs));
    answers.expectOne(runs).flush(null, { status: 403, statusText: 'Forbidden' });

    expect(await call).toMatchObject({ status: 403 });
  });

  it('what was not seen, or is not kept, is a call that failed', async () => {
    const { http, silence, answer } = calling();
    const never = failureOf(http.get(runs));
    await silence(runs);
    expect(await never).toMatchObject({ status: 0 });

    await seen(answer, 'somebody', '/bff/api/members/m1');
    const personal = failureOf(http.get('/bff/api/members/m1'));
    await silence('/bff/api/members/m1');
    expect(await personal).toMatchObject({ status: 0 });
  });

  it('looking again and again does not pile up', async () => {
    const { http, answer, silence } = calling();
    await seen(answer, 'as it was');
    for (let look = 0; look < 2; look += 1) {
      const shown = new Promise((resolve) => http.get(runs).subscribe(resolve));
      await silence(runs);
      await shown;
    }

    const third = failureOf(http.get(runs));
    await silence(runs);

    expect(await third).toMatchObject({ status: 0 });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'nothing is changed: a %s is not even sent, while what is shown is old or there is no network',
    async (method) => {
      const { http, answers, freshness } = calling();
      const mark = freshness.show(Date.now());

      const approve = http.request(method, '/bff/api/change-requests/c/approve');
      const problem = toProblem(await failureOf(approve));

      expect(problem).toMatchObject({ code: 'NET-002', kind: 'offline', retryable: true });
      answers.verify();

      mark.unsubscribe();
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      dispatchEvent(new Event('offline'));
      expect(await failureOf(approve)).toMatchObject({ status: 0 });
      answers.verify();

      vi.restoreAllMocks();
      dispatchEvent(new Event('online'));
      approve.subscribe();
      answers.expectOne('/bff/api/change-requests/c/approve');
    },
  );
});

function failureOf(call: Observable<unknown>): Promise<unknown> {
  return firstValueFrom(call).catch((error: unknown) => error);
}

type Answering = ReturnType<typeof calling>['answer'];

/** Has it answered once, and kept. */
async function seen(answer: Answering, body: string, url = runs): Promise<void> {
  TestBed.inject(HttpClient).get(url).subscribe();
  await answer(url, body);
  await vi.waitFor(async () => {
    expect((await caches.keys()).length + (url === runs ? 0 : 1)).toBeGreaterThan(0);
  });
}

function calling() {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([lastSeenInterceptor])),
      provideHttpClientTesting(),
      provideStore(),
      provideSignedIn('viewer'),
    ],
  });
  const answers = TestBed.inject(HttpTestingController);
  const settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  };
  return {
    http: TestBed.inject(HttpClient),
    freshness: TestBed.inject(Freshness),
    answers,
    resource: (url: string) => {
      const resource = httpResource<string>(() => url, { injector: TestBed.inject(Injector) });
      TestBed.tick();
      return resource;
    },
    answer: async (url: string, body: string) => {
      const call = await vi.waitUntil(() => answers.match(url)[0]);
      call.flush(body);
      await settled();
    },
    silence: async (url: string) => {
      const call = await vi.waitUntil(() => answers.match(url)[0]);
      call.error(new ProgressEvent('error'));
      await settled();
    },
  };
}
