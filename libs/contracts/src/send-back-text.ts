import { counted } from './counted.ts';
import type { Partner } from './partners.ts';
import type { Run } from './runs.ts';

/** What is said in a mail that sends rows back; the same words are shown before it is sent. */
export interface SendBackWords {
  /** Nobody's name and nothing of a file: subjects are read on the way. */
  readonly subject: string;
  readonly text: string;
  readonly fileName: string;
}

export function sendBackWords(
  { id, feed, file }: Pick<Run, 'id' | 'feed'> & { file: Pick<Run['file'], 'name'> },
  { name }: Pick<Partner['contacts'][number], 'name'>,
  rows: number,
): SendBackWords {
  const fileName = `rejected-rows-${id}.csv`;
  const isOne = rows === 1;
  return {
    subject: `${counted(rows, 'rejected row')} of ${feed} (${id})`,
    fileName,
    text: [
      `Hello ${name},`,
      '',
      isOne
        ? `one row of your file ${file.name} could not be accepted.`
        : `${counted(rows, 'row')} of your file ${file.name} could not be accepted.`,
      `The attached file ${fileName} says of each its line in your file, what is wrong with it, and the row as we received it.`,
      '',
      `Please correct ${isOne ? 'it' : 'them'} and send ${isOne ? 'it' : 'them'} again in a new file.`,
      'Rows that were accepted need not be sent again.',
      '',
      `Feed: ${feed}`,
      `Reference: ${id}`,
      '',
      'Please quote the reference when you answer.',
      '',
    ].join('\n'),
  };
}
