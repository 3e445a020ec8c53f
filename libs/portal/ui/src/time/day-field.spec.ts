import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DayField } from './day-field.ts';

@Component({
  imports: [DayField],
  template: `<input type="date" aria-label="Day" [wbDay]="day()" (wbDayChange)="take($event)" />`,
})
class Host {
  readonly day = signal('2026-05-05');
  readonly taken: string[] = [];

  take(day: string): void {
    this.taken.push(day);
    this.day.set(day);
  }
}

describe('a field for a day', () => {
  it('keeps what is half typed, and takes the day once it is whole', async () => {
    const { host, field, says } = await shown();

    await says('', 'input', { badInput: true });
    await says('', 'change', { badInput: true });
    await says('', 'blur', { badInput: true });
    expect(host.taken).toEqual([]);

    await says('2026-06-05', 'input');
    await says('2026-06-05', 'change');
    expect(host.taken).toEqual(['2026-06-05']);
    expect(field.value).toBe('2026-06-05');
  });

  it('takes an empty one when it is left, as emptying what is half typed tells nobody', async () => {
    const { host, says } = await shown();
    await says('', 'input', { badInput: true });

    await says('', 'blur');

    expect(host.taken).toEqual(['']);
  });

  it('shows another day that it is given', async () => {
    const { host, field, settled } = await shown();

    host.day.set('2026-07-01');
    await settled();

    expect(field.value).toBe('2026-07-01');
    expect(host.taken).toEqual([]);
  });
});

async function shown() {
  const fixture = TestBed.createComponent(Host);
  const settled = () => fixture.whenStable();
  await settled();
  const field: HTMLInputElement = fixture.nativeElement.querySelector('input');
  /** The DOM of the specs knows no half-typed day. */
  const says = async (value: string, event: string, { badInput = false } = {}) => {
    field.value = value;
    Object.defineProperty(field, 'validity', { value: { badInput }, configurable: true });
    field.dispatchEvent(new Event(event));
    await settled();
  };
  return { host: fixture.componentInstance, field, says, settled };
}
