import { problems } from '@waybill/contracts';
import { problemCatalogue } from '@waybill/tabular';
import { areaOf, otherArea } from './areas.ts';
import { codeHelp, codeHelps } from './code-help.ts';

const codes = [
  ...Object.keys(problemCatalogue),
  ...Object.values(problems).map(({ code }) => code),
  'NET-001',
  'NET-002',
  'NET-003',
  'PORTAL-001',
];

describe('the page behind a code', () => {
  it.each(codes)('%s says what it means, what to do and who can', (code) => {
    const help = codeHelp(code.toLowerCase());

    expect(help).toMatchObject({ code, title: expect.stringMatching(/^[A-Z0-9]/) });
    for (const text of [help?.meaning, help?.advice, help?.who]) expect(text).toMatch(/\.$/);
    expect(areaOf(code)).not.toBe(otherArea);
  });

  it.each(Object.keys(problemCatalogue))('%s shows what it looks like, wrong and right', (code) => {
    const { example, list } = codeHelp(code) ?? {};

    expect(example?.wrong).not.toBe(example?.right);
    expect(list?.query).toEqual({ code });
  });

  it('is one per code', () => {
    expect(new Set(codeHelps.map(({ code }) => code)).size).toBe(codeHelps.length);
  });

  it('is there for answers that were none of the hub, and not for what is no code', () => {
    expect(codeHelp('HTTP-502')?.title).toContain('502');
    expect(codeHelp('NONSENSE-1')).toBeNull();
  });
});
