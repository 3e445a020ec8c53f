import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { edited } from './edited.ts';
import type { Edited } from './edited.ts';

interface Thing {
  readonly name: string;
}

const url = '/bff/api/things/1';
const edit = { method: 'PUT' as const, url, body: { name: 'Mine' } };

describe('something that is edited', () => {
  it('is sent with the ETag of what was read, and goes on with that of the answer', async () => {
    const { thing, answer } = await opened();
    await answer('GET', { name: 'Old' }, 'W/"1"');

    const saved = thing.save(edit);
    const first = await answer('PUT', { name: 'Mine' }, 'W/"2"');
    expect(first.request.headers.get('If-Match')).toBe('W/"1"');
    expect(await saved).toBe(true);
    expect(thing.value()).toEqual({ name: 'Mine' });

    void thing.save(edit);
    const second = await answer('PUT', { name: 'Mine' }, 'W/"3"');
    expect(second.request.headers.get('If-Match')).toBe('W/"2"');
  });

  it('that somebody else was faster with shows theirs and goes over it only when asked again', async () => {
    const { thing, answer, refuse } = await opened();
    await answer('GET', { name: 'Old' }, 'W/"1"');

    const saved = thing.save(edit);
    await refuse('PUT', 412);
    await answer('GET', { name: 'Theirs' }, 'W/"2"');

    expect(await saved).toBe(false);
    expect(thing.stale()).toEqual({ before: { name: 'Old' }, now: { name: 'Theirs' } });
    expect(thing.saveProblem()?.kind).toBe('stale');

    const again = thing.save(edit);
    const { request } = await answer('PUT', { name: 'Mine' }, 'W/"3"');
    expect(request.headers.get('If-Match')).toBe('W/"2"');
    expect(await again).toBe(true);
    expect(thing.stale()).toBeNull();
    expect(thing.saveProblem()).toBeNull();
  });

  it('that is refused says why and keeps what was read', async () => {
    const { thing, answer, refuse } = await opened();
    await answer('GET', { name: 'Old' }, 'W/"1"');

    const saved = thing.save(edit);
    await refuse('PUT', 422);

    expect(await saved).toBe(false);
    expect(thing.saveProblem()?.kind).toBe('invalid');
    expect(thing.stale()).toBeNull();
    expect(thing.value()).toEqual({ name: 'Old' });
    expect(thing.saving()).toBe(false);
  });

  it('at another address begins empty', async () => {
    const { thing, answer, address, settled } = await opened();
    await answer('GET', { name: 'Old' }, 'W/"1"');

    address.set('/bff/api/things/2');
    await settled();

    expect(thing.value()).toBeUndefined();
  });
});

async function opened() {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting()],
  });
  const address = signal(url);
  const thing = TestBed.runInInjectionContext((): Edited<Thing> => edited<Thing>(() => address()));
  const calls = TestBed.inject(HttpTestingController);
  const settled = async () => {
    TestBed.inject(ApplicationRef).tick();
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  };
  await settled();
  const next = (method: string) => calls.expectOne((request) => request.method === method);
  return {
    thing,
    address,
    settled,
    answer: async (method: string, body: Thing, etag: string) => {
      const call = next(method);
      call.flush(body, { headers: { etag } });
      await settled();
      return call;
    },
    refuse: async (method: string, status: number) => {
      next(method).flush(null, { status, statusText: String(status) });
      await settled();
    },
  };
}
