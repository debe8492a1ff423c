// Run by AzuriteProcess as `node -e <this> <azurite.js> <arguments>`: Azurite with five changes.
const { join } = require('path');
const net = require('net');
const azurite = process.argv[1];
const once = process.once.bind(process);

// 1. It ends when its standard input closes, so it never outlives its parent for long. Whoever read what it prints may be gone by then: that must not end it before
// it has saved everything.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.stdin.on('error', () => {}).on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 30000).unref();
}).resume();

// 2. It leaves Ctrl-C and a terminal that closes to its parent: both are sent to both, and storage must be the last to go.
process.once = (event, listener) => event === 'SIGINT' ? process : once(event, listener);
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});

// 3. What was acknowledged is saved: a closing server first answers what it has begun, and the process ends when every database is on disk. Azurite itself closes
// its databases under requests that are still answered, and waits for clients that never read their answer.
const { default: Server } = require(join(azurite, '..', 'common', 'ServerBase.js'));
const { start, close } = Server.prototype;
const running = new Set();
Server.prototype.start = function () {
  running.add(this);
  this.begun = 0;
  this.httpServer.on('request', (_, response) => {
    this.begun++;
    response.once('close', () => this.begun--);
  });
  return start.call(this);
};
Server.prototype.close = async function () {
  this.httpServer.removeAllListeners('request');
  for (let waited = 0; this.begun > 0 && waited < 5000; waited += 10) await new Promise(next => setTimeout(next, 10));
  await close.call(this);
  for (const store of [this.metadataStore, this.extentMetadataStore]) {
    if (store?.db) await new Promise(saved => store.db.throttledSaveDrain(saved));
  }
  running.delete(this);
  if (running.size === 0) process.exit(0);
};

// 4. A blob's name that XML cannot hold is listed encoded, as in Azure; Azurite itself answers 500, and one such name hides a whole container.
const xml = require(join(azurite, '..', 'blob', 'generated', 'utils', 'xml.js'));
const stringify = xml.stringifyXML;
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const encoded = (value, key) => {
  if (typeof value === 'string') {
    if (!notInXml.test(value)) return value;
    return key === 'Name' ? { $: { Encoded: 'true' }, _: encodeURIComponent(value) } : encodeURIComponent(value);
  }
  if (Array.isArray(value)) return value.map(item => encoded(item));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, encoded(member, name)]));
};
xml.stringifyXML = (body, options) => stringify(encoded(body), options);

// 5. Of two that keep their files in the same folder, the working folder, the second waits until the first, whose parent was killed, has saved and ended: it would
// read what is not saved yet, and be written over. A socket shows who is there: it answers only as long as its process lives.
const lock = 'azurite.lock';
const begin = () => require(azurite);
const beginAlone = () => net.createServer(other => other.on('error', () => {}).unref())
  .on('error', error => {
    // A folder that can have no sockets is used without.
    if (error.code !== 'EADDRINUSE') return begin();
    net.connect(lock)
      .on('error', () => require('fs').rmSync(lock, { force: true }))
      .on('close', () => setTimeout(beginAlone, 50))
      .resume();
  })
  .listen(lock, begin).unref();
process.argv.includes('--location') ? beginAlone() : begin();
