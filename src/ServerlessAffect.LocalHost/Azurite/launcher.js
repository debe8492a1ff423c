// Run by AzuriteProcess as `node -e <this> <azurite.js> <arguments>`: Azurite with three changes.
const azurite = process.argv[1];

// 1. It ends when its standard input closes, so it never outlives its parent.
process.stdin.on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 5000).unref();
}).resume();

// 2. It leaves Ctrl-C to its parent: a terminal sends it to both, and storage must be the last to go.
const once = process.once.bind(process);
process.once = (event, listener) => event === 'SIGINT' ? process : once(event, listener);
process.on('SIGINT', () => {});

// 3. A blob's name that XML cannot hold is listed encoded, as in Azure; Azurite itself answers 500, and one such name hides a whole container.
const xml = require(require('path').join(azurite, '..', 'blob', 'generated', 'utils', 'xml.js'));
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

require(azurite);
