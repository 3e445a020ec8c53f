import { TestBed } from '@angular/core/testing';
import { RUNTIME_CONFIG } from '@waybill/portal-core';
import { HistoryBanner } from './history-banner.ts';

const config = {
  issuer: 'https://issuer.example',
  clientId: 'waybill-portal',
  scope: 'openid',
  environment: 'local',
  version: '0.0.0',
  apiUrl: 'https://api.example/v1',
};

describe('the history of a first start', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('says how many days are there, and when it is complete', async () => {
    const { text, later } = shown();
    expect(text()).toContain('61 of 90 days');

    answers({ ...config, history: { told: 75, days: 90 } });
    await later();
    expect(text()).toContain('75 of 90 days');

    answers(config);
    await later();
    expect(text()).toContain('The history is complete.');
  });

  it('goes when it is told to', async () => {
    const { frame, text, later } = shown();
    answers(config);
    await later();

    const buttons = [...frame.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent.trim() === 'go on')?.click();
    await later();

    expect(text()).toBe('');
  });
});

function answers(answer: object): void {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer)));
}

function shown() {
  answers(config);
  TestBed.configureTestingModule({
    providers: [
      { provide: RUNTIME_CONFIG, useValue: { ...config, history: { told: 61, days: 90 } } },
    ],
  });
  const fixture = TestBed.createComponent(HistoryBanner);
  const frame: HTMLElement = fixture.nativeElement;
  fixture.detectChanges();
  return {
    frame,
    text: () => frame.textContent.trim(),
    later: async () => {
      await vi.advanceTimersByTimeAsync(2100);
      fixture.detectChanges();
    },
  };
}
