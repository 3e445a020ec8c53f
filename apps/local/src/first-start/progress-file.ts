import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How much of the story a hub that was just started knows already. */
export interface StoryProgress {
  readonly told: number;
  readonly days: number;
}

function fileIn(home: string): string {
  return join(home, 'run', 'story.json');
}

/** For the portal's host, which tells the browser. */
export async function writeProgress(home: string, progress: StoryProgress): Promise<void> {
  const fresh = `${fileIn(home)}.new`;
  await writeFile(fresh, JSON.stringify(progress));
  await rename(fresh, fileIn(home));
}

export async function removeProgress(home: string): Promise<void> {
  await rm(fileIn(home), { force: true });
}

/** Null when no story is being told. */
export async function readProgress(home: string): Promise<StoryProgress | null> {
  try {
    return JSON.parse(await readFile(fileIn(home), 'utf8')) as StoryProgress;
  } catch {
    return null;
  }
}
