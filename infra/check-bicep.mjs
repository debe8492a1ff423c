// Parses every .bicep file under bicep/ with tree-sitter's grammar and prints each syntax error as file:line:column; then holds each
// .bicepparam file, which the grammar does not know, against the parameters of the template that it uses.
// Syntax only: the Bicep compiler, which also knows the resource types, is not on the package registries.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.argv[2] ?? join(root, 'bicep');

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

function* faults(node) {
  if (node.isError || node.isMissing) {
    yield node;
    return;
  }
  for (const child of node.children) yield* faults(child);
}

const files = readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.bicep')).sort();
let broken = 0;
let resources = 0;
for (const name of files) {
  const path = join(folder, name);
  const tree = parser.parse(readFileSync(path, 'utf8'));
  resources += tree.rootNode.descendantsOfType('resource_declaration').length;
  for (const node of faults(tree.rootNode)) {
    broken++;
    console.log(`${relative(root, path)}:${node.startPosition.row + 1}:${node.startPosition.column + 1}: syntax error near '${node.text.slice(0, 40)}'`);
  }
}
for (const name of readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.bicepparam')).sort()) {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const template = join(dirname(path), /^using '(.+)'$/m.exec(text)?.[1] ?? 'no-using-line');
  const declared = [...readFileSync(template, 'utf8').matchAll(/^param (\w+) \w+( =.*)?$/gm)];
  const given = [...text.matchAll(/^param (\w+) = /gm)].map(match => match[1]);
  const faultsHere = [
    ...given.filter(key => !declared.some(d => d[1] === key)).map(key => `'${key}' is not a parameter of the template`),
    ...declared.filter(d => !d[2] && !given.includes(d[1])).map(d => `'${d[1]}' has no default and is not given`),
  ];
  broken += faultsHere.length;
  for (const fault of faultsHere) console.log(`${relative(root, path)}: ${fault}`);
}
console.log(`${files.length} files, ${resources} resources, ${broken} errors`);
process.exitCode = files.length > 0 && broken === 0 ? 0 : 1;
