import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { provideState, provideStore } from '@ngrx/store';
import { ScreenActions, preferencesFeature } from '@waybill/portal-core';
import { provideSignedIn } from '@waybill/portal-core/testing';
import { openPalette } from './palette.ts';

describe('the palette', () => {
  // jsdom lays nothing out.
  beforeAll(() => Object.assign(Element.prototype, { scrollIntoView: () => undefined }));
  afterEach(() => document.querySelector('.cdk-overlay-container')?.remove());

  it('offers what the screen can do and where one can go', async () => {
    const { titles } = await opened();

    expect(titles().slice(0, 3)).toEqual(['Cancel the run', 'Replay failed rows', 'Overview']);
    expect(titles()).not.toContain('Upload');
  });

  it('says why something cannot be done, and does not do it', async () => {
    const { option, press, done } = await opened();

    expect(option('Cancel the run')?.textContent).toContain('The run has finished.');
    await press('Enter');

    expect(done).toEqual([]);
    expect(document.querySelector('wb-palette')).not.toBeNull();
  });

  it('does what is chosen with the arrow keys', async () => {
    const { press, done, closed } = await opened();

    await press('ArrowDown');
    await press('Enter');
    await closed();

    expect(done).toEqual(['replayed']);
  });

  it('finds things of the hub as one types, and goes there', async () => {
    const { type, answer, option, press, closed, router, field } = await opened();

    await type('TXN-7');
    await answer({
      items: [
        {
          kind: 'entry',
          id: 'ent_1',
          title: 'TXN-7',
          subtitle: 'accrual of 5 points · acme:E1',
          link: '/entries/ent_1',
        },
      ],
    });
    expect(option('TXN-7')?.textContent).toContain('Ledger entry');
    expect(field().getAttribute('aria-activedescendant')).toBe(option('TXN-7')?.id);
    await press('Enter');
    await closed();

    await vi.waitUntil(() => router.url === '/entries/ent_1');
    expect(router.url).toBe('/entries/ent_1');
  });

  it('says when nothing is called so, and when the search does not answer', async () => {
    const { type, answer } = await opened();

    await type('qqq');
    await answer({ items: [] });
    expect(document.body.textContent).toContain('Nothing is called so.');
    await type('qqqq');
    await answer({}, 503);

    expect(document.querySelector('[role=alert]')?.textContent).toContain('HTTP-503');
  });
});

async function opened() {
  const done: string[] = [];
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideStore(),
      provideState(preferencesFeature),
      provideSignedIn('viewer'),
      provideRouter([{ path: '**', children: [] }]),
    ],
  });
  TestBed.inject(ScreenActions).offer(() => [
    {
      id: 'a',
      label: 'Cancel the run',
      refusal: 'The run has finished.',
      run: () => done.push('x'),
    },
    { id: 'b', label: 'Replay failed rows', key: 'r', run: () => done.push('replayed') },
  ]);
  const settled = async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    TestBed.inject(ApplicationRef).tick();
  };
  openPalette(TestBed.inject(Injector));
  await settled();
  const field = () => {
    const found = document.querySelector<HTMLInputElement>('wb-palette input');
    if (!found) throw new Error('there is no field');
    return found;
  };
  const options = () => [...document.querySelectorAll<HTMLElement>('wb-palette .item')];
  const titleOf = (option: Element) => option.querySelector('.title')?.textContent;
  return {
    done,
    field,
    router: TestBed.inject(Router),
    titles: () => options().map(titleOf),
    option: (title: string) => options().find((each) => titleOf(each) === title),
    press: async (key: string) => {
      field().dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      await settled();
    },
    type: async (text: string) => {
      field().value = text;
      field().dispatchEvent(new Event('input'));
      await settled();
    },
    answer: async (body: object, status = 200) => {
      const http = TestBed.inject(HttpTestingController);
      const [call] = await vi.waitUntil(() => {
        TestBed.inject(ApplicationRef).tick();
        const calls = http.match(({ url }) => url === '/bff/api/search');
        return calls.length > 0 ? calls : undefined;
      });
      call?.flush(body, { status, statusText: String(status) });
      await settled();
    },
    closed: () => vi.waitUntil(() => !document.querySelector('wb-palette')),
  };
}
