import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NOW } from './now.ts';
import { TimeRange } from './time-range.ts';
import { Time } from './time.ts';
import { ZONE_CHOICE, showPartnerZone, zoneName } from './zones.ts';
import type { ZoneChoice } from './zones.ts';

@Component({
  imports: [Time, TimeRange],
  template: `
    <wb-time at="2026-11-23T11:57:00Z" />
    <wb-time at="2026-11-23T11:57:00Z" form="absolute" />
    <wb-time at="2026-11-23T11:57:00Z" form="absolute" partnerZone="Asia/Tokyo" />
    <wb-time-range from="2026-11-23T11:00:00Z" [to]="end" />
  `,
})
class Host {
  protected readonly end = '2026-11-23T11:30:00Z';

  constructor() {
    showPartnerZone(() => 'Europe/Madrid');
  }
}

describe('an instant on a screen about a partner in Madrid', () => {
  it.each<[ZoneChoice, string, string, string]>([
    ['utc', '23 Nov 2026, 11:57:00 UTC', '11:57:00 UTC', '11:00–11:30 UTC'],
    ['partner', '23 Nov 2026, 12:57:00 CET', '20:57:00 GMT+9', '12:00–12:30 CET'],
  ])('by the clock %s', async (choice, absolute, ofTheRow, range) => {
    const { times, rangeText } = await shown(choice);

    expect(times).toEqual(['3 min. ago', absolute, expect.stringContaining(ofTheRow)]);
    expect(rangeText).toContain(range);
  });

  it('leaves its clock behind when the screen goes', async () => {
    const { fixture, host } = await shown('partner');

    fixture.destroy();
    const next = TestBed.createComponent(Time);
    next.componentRef.setInput('at', '2026-11-23T11:57:00Z');
    next.componentRef.setInput('form', 'absolute');
    await next.whenStable();

    const own = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).format(0).slice(-3);
    expect(host.isConnected).toBe(false);
    expect(next.nativeElement.textContent).toContain(own);
  });
});

it.each([
  ['UTC', 'UTC'],
  ['America/New_York', 'America/New York'],
])('the zone %s is called %s', (zone, name) => {
  expect(zoneName(zone)).toBe(name);
});

async function shown(choice: ZoneChoice) {
  TestBed.configureTestingModule({
    providers: [
      { provide: NOW, useValue: signal(Date.parse('2026-11-23T12:00:00Z')) },
      { provide: ZONE_CHOICE, useValue: signal(choice) },
    ],
  });
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const host: HTMLElement = fixture.nativeElement;
  return {
    fixture,
    host,
    times: [...host.querySelectorAll('time')].map(({ textContent }) => textContent),
    rangeText: host.querySelector('wb-time-range')?.textContent,
  };
}
