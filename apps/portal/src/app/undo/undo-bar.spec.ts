import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { UndoBar } from './undo-bar.ts';
import { Undo } from '@waybill/portal-core';

describe('undo', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells what was done and takes it back', async () => {
    const { undo, bar, shown, press } = await aBar();
    const back = vi.fn(() => Promise.resolve());

    undo.offer({ done: 'Feed paused', undo: back });
    await shown();
    await press('Undo: Feed paused');

    expect(back).toHaveBeenCalledOnce();
    expect(bar.textContent).toContain('Taken back: Feed paused');
  });

  it('offers several at once, and makes room for the newest', async () => {
    const { undo, bar, shown } = await aBar();

    for (const done of ['One', 'Two', 'Three', 'Four']) undo.offer({ done, undo: nothing });
    await shown();

    const offers = [...bar.querySelectorAll('li p')].map((offer) => offer.textContent.trim());
    expect(offers).toEqual(['Two', 'Three', 'Four']);
  });

  it('takes back the latest with Ctrl+Z, but not from within a text', async () => {
    const { undo, bar, shown } = await aBar();
    const back = vi.fn(() => Promise.resolve());
    undo.offer({ done: 'One', undo: nothing });
    undo.offer({ done: 'Two', undo: back });
    await shown();
    const field = document.createElement('input');
    document.body.append(field);
    const ctrlZ = () => new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true });

    field.dispatchEvent(ctrlZ());
    expect(back).not.toHaveBeenCalled();
    document.body.dispatchEvent(ctrlZ());
    await shown();

    expect(back).toHaveBeenCalledOnce();
    expect(bar.textContent).toContain('Taken back: Two');
    field.remove();
  });

  it('runs out, but not while somebody reaches for it', async () => {
    const { undo, bar, shown } = await aBar();
    undo.offer({ done: 'Feed paused', undo: nothing });
    await shown();

    bar.dispatchEvent(new Event('focusin'));
    vi.advanceTimersByTime(60_000);
    expect(undo.pending()).toHaveLength(1);
    bar.dispatchEvent(new Event('focusout'));
    vi.advanceTimersByTime(12_000);

    expect(undo.pending()).toEqual([]);
  });

  it('stays with the reason when it could not be taken back, and can be tried again', async () => {
    const { undo, bar, shown, press } = await aBar();
    const answers = [Promise.reject(new HttpErrorResponse({ status: 0 })), Promise.resolve()];
    undo.offer({ done: 'Feed paused', undo: () => answers.shift() ?? Promise.resolve() });
    await shown();

    await press('Undo: Feed paused');
    vi.advanceTimersByTime(60_000);
    await shown();
    expect(bar.textContent).toMatch(/Not taken back: Feed paused.*NET-/s);
    await press('Try again to undo: Feed paused');

    expect(bar.textContent).toContain('Taken back: Feed paused');
  });

  it('is said politely to who cannot see it', async () => {
    const { undo, shown } = await aBar();

    undo.offer({ done: 'Feed paused', undo: nothing });
    await shown();
    vi.advanceTimersByTime(200);

    const announced = document.querySelector('.cdk-live-announcer-element');
    expect(announced?.getAttribute('aria-live')).toBe('polite');
    expect(announced?.textContent).toBe('Feed paused. To undo, press Control Z.');
  });
});

const nothing = () => Promise.resolve();

async function aBar() {
  const fixture = TestBed.createComponent(UndoBar);
  const bar: HTMLElement = fixture.nativeElement;
  const shown = async () => {
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    fixture.detectChanges();
  };
  await shown();
  const press = async (name: string) => {
    bar.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.click();
    await shown();
  };
  return { undo: TestBed.inject(Undo), bar, shown, press };
}
