import { childEnvironment, readConfiguration } from './configuration.ts';
import { createHub } from './hub.ts';
import { checkPorts } from './ports.ts';
import { processesOf } from './processes.ts';
import { openStateFolder, resetStateFolder } from './state-folder.ts';
import { welcome } from './welcome.ts';

try {
  await run();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  const configuration = readConfiguration(process.env, process.argv.slice(2));
  await checkPorts(configuration);
  if (configuration.reset) resetStateFolder(configuration.home);
  const hub = createHub(processesOf(configuration), {
    state: openStateFolder(configuration.home),
    env: childEnvironment(configuration, process.env),
    say: (line) => {
      console.error(line);
    },
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('Stopping …');
    void hub.stop().then(() => process.exit(0));
  };
  // `disconnect` comes when the command that started us is gone.
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, stop);

  console.log('Starting Waybill …');
  await hub.start();
  if (stopping) return;
  console.log(welcome(configuration));
}
