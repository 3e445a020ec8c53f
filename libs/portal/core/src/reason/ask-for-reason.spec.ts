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
});

async function asked() {
  TestBed.configureTestingModule({ providers: [provideHttpClient()] });
  const answer = askForReason(TestBed.inject(Injector), question);
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
