import { ruleCodes } from '@waybill/rules';
import { explanationOf } from '@waybill/tabular';
import { describe, expect, it } from 'vitest';
import { pipelineProblems } from './problems.ts';

const ofRules = Object.entries(ruleCodes).map(([code, { name }]) => ({ code, name }));
const ofPipeline = Object.entries(pipelineProblems).map(([name, code]) => ({ code, name }));
const stored = [...ofRules, ...ofPipeline];

describe('a code that is stored', () => {
  it.each(stored)('$code is explained to people under its name $name', ({ code, name }) => {
    expect(explanationOf(code)).toMatchObject({
      name,
      title: expect.stringMatching(/^[A-Z].{5,}$/) as string,
      advice: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
  });

  it('means one thing, whoever states it', () => {
    const codes = stored.map(({ code }) => code);
    const titles = codes.map((code) => explanationOf(code)?.title);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(titles).size).toBe(codes.length);
  });
});
