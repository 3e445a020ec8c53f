import { provideHttpClient } from '@angular/common/http';
import { ApplicationRef, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { askForReason } from './ask-for-reason.ts';

const question = { heading: 'Cancel the run?', text: 'It stops.', action: 'Cancel it' };

describe('a reason that is asked for', () => {
  it.each([
    ['', 'Say why'],
    ['   ', 'Say why'],
    ['  ok ', 'A few words more'],
  ])('is more than %j, and the dialog stays until it is', async (typed, fault) => {
    const { answer, give } = await asked();

    await give(typed);
    expect(document.querySelector('#reason-fault')?.textContent).toContain(fault);
    expect(TestBed.inject(MatDialog).openDialogs).toHaveLength(1);

    await give(' booked by hand ');
    expect(await answer).toBe('booked by hand');
  });

  it('is asked for once, however often the button is pressed', async () => {
    const { answer, give } = await asked({ times: 2 });

    expect(TestBed.inject(MatDialog).openDialogs).toHaveLength(1);
    await give('booked by hand');
    expect(await answer).toBe('booked by hand');
  });
});

async function asked({ times = 1 } = {}) {
  TestBed.configureTestingModule({ providers: [provideHttpClient()] });
  const ask = () => askForReason(TestBed.inject(Injector), question);
  const [answer] = Array.from({ length: times }, ask);
  const field = await vi.waitUntil(() => document.querySelector('textarea'));
  const settled = () => TestBed.inject(ApplicationRef).whenStable();
  await settled();
  const give = async (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event('input'));
    document.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await settled();
  };
  return { answer, give };
}
