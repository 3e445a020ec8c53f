import { runCommandLine } from './command-line.ts';

// Whoever reads may stop reading, as `head` does.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === 'EPIPE' ? 0 : 2);
});

try {
  const { out, err, exitCode } = await runCommandLine(process.argv.slice(2));
  process.stderr.write(err);
  process.stdout.write(out);
  process.exitCode = exitCode;
} catch (error) {
  // Node would end with 1, which says that something was found in a file.
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`waybill broke, which is a fault of its own: ${what}\n`);
  process.exitCode = 2;
}
