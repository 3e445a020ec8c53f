import { TestBed } from '@angular/core/testing';
import { JsonDiff } from './json-diff.ts';

describe('the difference of two documents', () => {
  it('shows what was, what is and where, in words as well as in colours', async () => {
    const shown = await diffOf({ dialect: { delimiter: ',' } }, { dialect: { delimiter: ';' } });

    expect(shown.querySelector('tbody th')?.textContent).toMatch(
      /Changed:.*dialect › .*delimiter/s,
    );
    expect(shown.querySelector('.before')?.textContent).toContain(',');
    expect(shown.querySelector('.after')?.textContent).toContain(';');
  });

  it('says on which side a thing is not there', async () => {
    const shown = await diffOf({}, { trailer: { marker: 'TRL' } });

    expect(shown.querySelector('.before')?.textContent).toContain('not there');
    expect(shown.querySelector('.after')?.textContent).toContain('"marker": "TRL"');
  });

  it('tells a number from the text of a number', async () => {
    const shown = await diffOf({ scale: 2 }, { scale: '2' });

    expect(shown.querySelector('.before code')?.textContent).toBe('2');
    expect(shown.querySelector('.after code')?.textContent).toBe('"2"');
  });

  it('says that there is no difference', async () => {
    expect((await diffOf({ a: [1] }, { a: [1] })).textContent).toContain('No difference.');
  });
});

async function diffOf(before: unknown, after: unknown): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(JsonDiff);
  fixture.componentRef.setInput('before', before);
  fixture.componentRef.setInput('after', after);
  await fixture.whenStable();
  return fixture.nativeElement;
}
