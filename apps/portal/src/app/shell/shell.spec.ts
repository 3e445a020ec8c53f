import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { DeferBlockBehavior, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { Store, provideState, provideStore } from '@ngrx/store';
import type { Role } from '@waybill/contracts';
import {
  Session,
  jobsFeature,
  preferencesFeature,
  sessionEvents,
  sessionFeature,
} from '@waybill/portal-core';
import { provideSignedIn } from '@waybill/portal-core/testing';
import { Shell } from './shell.ts';

describe('the frame', () => {
  afterEach(() => {
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it.each<[Role, string[], string[]]>([
    ['admin', ['Runs', 'Upload', 'Partners', 'Audit', 'Settings', 'Help'], []],
    ['support', ['Files', 'Upload', 'Audit'], []],
    ['viewer', ['Overview', 'Errors', 'Members', 'Entries', 'Jobs'], ['Upload', 'Audit']],
    ['auditor', ['Runs', 'Audit'], ['Upload']],
  ])('shows %s the places they can go to, and no others', async (role, places, others) => {
    const { frame } = await shown(role);

    const entries = [...frame.querySelectorAll('nav a')].map((link) => link.textContent.trim());

    expect(entries).toEqual(expect.arrayContaining(places));
    expect(entries.filter((entry) => others.includes(entry))).toEqual([]);
  });

  it('opens and closes its menu where it is narrow', async () => {
    const { frame, settled } = await shown('viewer');
    const button = frame.querySelector<HTMLElement>('.menu-button');

    button?.click();
    await settled();
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settled();

    expect(button?.getAttribute('aria-expanded')).toBe('false');
  });

  it('says who is signed in, as what, where and in which version', async () => {
    const { frame } = await shown('support');
    await vi.waitUntil(() => frame.querySelector('wb-user-menu'));

    expect(frame.textContent).toMatch(/The support,\s*support.*spec.*v0\.0\.0/s);
  });

  it('lets the keyboard skip to the content', async () => {
    const { frame } = await shown('viewer');
    document.body.append(frame);

    frame.querySelector<HTMLElement>('.skip')?.click();

    expect(document.activeElement?.tagName).toBe('MAIN');
    frame.remove();
  });

  it('asks to sign in again over the screen, and goes when that has happened', async () => {
    const { store, settled } = await shown('support');

    store.dispatch(sessionEvents.lost());
    await vi.waitUntil(() => document.querySelector('mat-dialog-container'));
    expect(document.body.textContent).toContain('nothing on this page is lost');
    store.dispatch(sessionEvents.resumed());
    await settled();
    await vi.waitUntil(() => !document.querySelector('mat-dialog-container'));

    expect(store.selectSignal(sessionFeature.selectStatus)()).toBe('signed-in');
  });

  it('says so when the hub does not know the person', async () => {
    const { store, frame, settled } = await shown('viewer');
    const problem = {
      kind: 'forbidden' as const,
      title: 'Your role may not see or do this.',
      advice: 'Ask an administrator if your work needs it.',
      code: 'API-003',
      traceId: 't1',
      details: [],
      retryable: false,
    };

    store.dispatch(sessionEvents.standingRefused({ problem }));
    await settled();

    expect(frame.textContent).toMatch(/Ask an administrator.*API-003.*t1/s);
  });

  it('tells when the browser is offline, also where nothing more was fetched by then', async () => {
    TestBed.configureTestingModule({ deferBlockBehavior: DeferBlockBehavior.Manual });
    const { frame, settled } = await shown('viewer');

    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    dispatchEvent(new Event('offline'));
    await settled();

    expect(frame.textContent).toContain('You are offline.');
    vi.restoreAllMocks();
  });
});

async function shown(role: Role) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      provideStore(),
      provideEffects(),
      provideState(preferencesFeature),
      provideState(jobsFeature),
      provideSignedIn(role),
      { provide: Session, useValue: {} },
    ],
  });
  const fixture = TestBed.createComponent(Shell);
  await fixture.whenStable();
  const frame: HTMLElement = fixture.nativeElement;
  return { frame, store: TestBed.inject(Store), settled: () => fixture.whenStable() };
}
