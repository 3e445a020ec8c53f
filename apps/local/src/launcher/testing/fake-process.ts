/** A process of a hub that does next to nothing; what it does wrong is told by FAKE. */
import { createServer } from 'node:http';

const { FAKE: behaviour, FAKE_PORT: port } = process.env;

console.log('a line of output');
if (behaviour === 'crashes') {
  console.error('I cannot start because of the weather');
  process.exit(7);
}
process.on('SIGTERM', () => {
  if (behaviour !== 'stubborn') process.exit(0);
});
if (port) {
  createServer((_request, response) => response.end('fine')).listen(Number(port), '127.0.0.1');
} else {
  console.log('{"level":"warn","message":"the demand is low"}');
  setTimeout(() => process.send?.('ready'), 50);
  setInterval(() => undefined, 1000);
}
