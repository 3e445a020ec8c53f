import { describe, expect, it } from 'vitest';
import { contentTypeOf, inOrderOfSwitch, isCompressed, kindOf } from './file-kinds.ts';

describe('what a file of a build is', () => {
  it.each([
    ['main-OT6BZZTO.js', 'asset', true],
    ['chunk--XxgUEbN.js', 'asset', true],
    ['chunk-B4_Ox_11.js.map', 'asset', true],
    ['styles-YZEO6NK6.css', 'asset', true],
    ['media/codicon-AB12cd34.ttf', 'asset', true],
    ['media/engine-AB12cd34.wasm', 'asset', true],
    ['media/inter-AB12cd34.woff2', 'asset', false],
    ['index.html', 'entry', false],
    ['config.json', 'entry', false],
    ['ngsw.json', 'entry', false],
    ['ngsw-worker.js', 'entry', false],
    ['safety-worker.js', 'entry', false],
    ['service-worker.js', 'entry', false],
    ['manifest.webmanifest', 'entry', false],
    ['monaco.css', 'entry', false],
    ['icons/icon-maskable.png', 'entry', false],
    ['icons/icon-512x512.png', 'entry', false],
    ['schemas/rule-set-1.json', 'entry', false],
  ])('%s is an %s', (path, kind, compressed) => {
    expect([kindOf(path), isCompressed(path)]).toEqual([kind, compressed]);
  });

  it.each([
    ['manifest.webmanifest', 'application/manifest+json'],
    ['media/engine-AB12cd34.wasm', 'application/wasm'],
    ['main-OT6BZZTO.js.map', 'application/json'],
    ['favicon.svg', 'image/svg+xml'],
    ['media/inter-AB12cd34.woff2', 'font/woff2'],
    ['notes.docx', undefined],
  ])('%s is sent as %s', (path, type) => {
    expect(contentTypeOf(path)).toBe(type);
  });

  it('goes live after what it asks for', () => {
    const paths = [
      'service-worker.js',
      'ngsw.json',
      'index.html',
      'ngsw-worker.js',
      'config.json',
      'favicon.svg',
    ];

    expect(inOrderOfSwitch(paths.map((path) => ({ path }))).map(({ path }) => path)).toEqual([
      'favicon.svg',
      'config.json',
      'index.html',
      'ngsw-worker.js',
      'ngsw.json',
      'service-worker.js',
    ]);
  });
});
