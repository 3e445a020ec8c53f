import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-line.ts';
import { Refusal } from './refusal.ts';

describe('the command line of a release', () => {
  it('fills in what is not said', () => {
    expect(readCommandLine(['apply', '--to', 'dev.json'])).toEqual({
      command: 'apply',
      environment: 'dev.json',
      build: 'dist/portal/browser',
      commit: undefined,
      keep: 5,
      release: undefined,
      leaseS: 30,
      waitS: 300,
      quality: 11,
      json: false,
    });
  });

  it.each([
    [[], 'No command. There are plan, apply'],
    [['deploy', '--to', 'dev.json'], 'Unknown command deploy'],
    [['apply', 'now', '--to', 'dev.json'], 'now is one word too many'],
    [['apply'], '--to names the file of the environment'],
    [['apply', '--to', 'dev.json', '--force'], "'--force'"],
    [['apply', '--to'], '--to'],
    [['apply', '--to', 'dev.json', '--keep', '1'], '--keep takes a whole number from 2 on'],
    [['apply', '--to', 'dev.json', '--quality', '12'], 'from 1 to 11; it was given “12”'],
    [['apply', '--to', 'dev.json', '--keep', 'all'], 'it was given “all”'],
  ])('refuses %j and says what is wrong', (args, words) => {
    const read = () => readCommandLine(args);

    expect(read).toThrow(Refusal);
    expect(read).toThrow(words);
  });
});
