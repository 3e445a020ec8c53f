import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Refusal } from './refusal.ts';
import { STANDSTILL } from './standstill.ts';

@Component({
  imports: [Refusal],
  template: `<button
    type="button"
    [wbRefusal]="reason()"
    [busy]="busy()"
    (click)="pressed.set(true)"
  >
    Go
  </button>`,
})
class Host {
  readonly reason = signal<string | null>(null);
  readonly busy = signal(false);
  readonly pressed = signal(false);
}

describe('a button with a refusal', () => {
  it('stays on the screen, says why and does nothing', async () => {
    const { host, button, settled } = await shown();
    host.reason.set('Your role (viewer) may not cancel runs.');
    await settled();

    button.click();

    expect(host.pressed()).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.disabled).toBe(false);
    expect(document.body.textContent).toContain('Your role (viewer) may not cancel runs.');
  });

  it('keeps the focus and does nothing more while it is busy', async () => {
    const { host, button, settled } = await shown();
    document.body.append(button);
    button.focus();
    host.busy.set(true);
    await settled();

    button.click();

    expect(host.pressed()).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button);
    button.remove();
  });

  it('does nothing while everything stands still, and says why', async () => {
    const standstill = signal<string | null>('You are offline.');
    TestBed.overrideProvider(STANDSTILL, { useValue: standstill });
    const { host, button, settled } = await shown();

    button.click();
    expect(host.pressed()).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.body.textContent).toContain('You are offline.');

    standstill.set(null);
    await settled();
    button.click();
    expect(host.pressed()).toBe(true);
  });

  it('works once nothing stands in the way', async () => {
    const { host, button } = await shown();

    button.click();

    expect(host.pressed()).toBe(true);
    expect(button.getAttribute('aria-disabled')).toBeNull();
  });
});

async function shown() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const button: HTMLButtonElement = fixture.nativeElement.querySelector('button');
  return { host: fixture.componentInstance, button, settled: () => fixture.whenStable() };
}
