import type { FilePreview } from '@waybill/contracts';

const hidden = '•••';

/** The shape of a file without what people wrote into it. Names that were only guessed to be names may be people's. */
export function masked(preview: FilePreview): FilePreview {
  return {
    ...preview,
    masked: true,
    header: preview.cutAs === 'feed' ? preview.header : (preview.header?.map(() => hidden) ?? null),
    rows: preview.rows.map(({ line, cells, problems }) => ({
      line,
      cells: cells.map((cell) => (cell === '' ? '' : hidden)),
      problems: problems.map(withoutFinding),
    })),
    refusal: preview.refusal === null ? null : withoutFinding(preview.refusal),
  };
}

function withoutFinding({ found, message, ...rest }: NonNullable<FilePreview['refusal']>) {
  const at = message.indexOf(', found “');
  return {
    ...rest,
    message: at === -1 ? message : `${message.slice(0, at)}.`,
    ...(found === undefined ? {} : { found: hidden }),
  };
}
