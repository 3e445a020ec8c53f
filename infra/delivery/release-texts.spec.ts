import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReleaseTexts } from './release-texts.ts';

describe('what a release says of its stacks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-texts-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('80 keeps templates and the definitions of state machines apart, and leaves the rest alone', () => {
    put('template.yaml', 'Resources: {}');
    put('stacks/network.json', '{ "Resources": {} }');
    put('state-language/large-files.asl.json', '{ "StartAt": "Plan" }');
    put('role-matrix.md', '# Who may call what');

    expect(readReleaseTexts(folder)).toEqual({
      templates: { 'template.yaml': { Resources: {} }, 'stacks/network.json': { Resources: {} } },
      definitions: { 'state-language/large-files.asl.json': { StartAt: 'Plan' } },
    });
  });

  function put(file: string, text: string): void {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});
