import mysql from 'mysql2/promise';
import { createServer } from 'node:http';

/** The least a server can do for the same answer: one select by id through a pool, as JSON. */
const [databaseUrl = '', runId = ''] = process.argv.slice(2);
const pool = mysql.createPool({ uri: databaseUrl, connectionLimit: 4 });
const server = createServer((_request, response) => {
  pool
    .query('select * from run where id = ?', [runId])
    .then(([rows]) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(rows));
    })
    .catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/`);
});
