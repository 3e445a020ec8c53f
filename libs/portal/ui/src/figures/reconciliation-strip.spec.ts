import { TestBed } from '@angular/core/testing';
import { ReconciliationStrip } from './reconciliation-strip.ts';
import type { Share } from './share.ts';

describe('the reconciliation strip', () => {
  it('writes the sum out and confirms it', async () => {
    const text = await shownFor(69_659, [69_000, 500, 100, 9, 50, 0]);

    expect(text).toMatch(/read\s*69,659.*=.*posted\s*69,000.*\+.*rejected\s*50/s);
    expect(text).toContain('Adds up');
  });

  it.each([
    [500, [480, 0, 0, 0, 0, 0], '+20'],
    [100, [120, 0, 0, 0, 0, 0], '−20'],
  ])('is broken when %i rows are %j', async (read, counts, difference) => {
    const text = await shownFor(read, counts);

    expect(text).toContain(`Does not add up: ${difference} rows unaccounted for`);
    expect(strip().classList).toContain('broken');
  });

  it('gives the parts as words to those who do not see the bar', async () => {
    await shownFor(10, [9, 0, 0, 0, 1, 0]);

    expect(strip().querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
      '9 posted, 1 rejected',
    );
  });
});

const labels = ['posted', 'unchanged', 'duplicate', 'conflict', 'rejected', 'skipped'];

async function shownFor(read: number, counts: number[]): Promise<string> {
  const fixture = TestBed.createComponent(ReconciliationStrip);
  document.body.replaceChildren(fixture.nativeElement);
  fixture.componentRef.setInput('whole', read);
  fixture.componentRef.setInput(
    'shares',
    labels.map((label, index): Share => ({
      key: label,
      label,
      count: counts[index] ?? 0,
      tone: 'calm',
    })),
  );
  await fixture.whenStable();
  return strip().textContent;
}

function strip(): Element {
  const [element] = document.body.children;
  if (!element) throw new Error('nothing is shown');
  return element;
}
