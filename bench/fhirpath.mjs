// The other half of bench/fhirpath.sh: the same expressions over the same resources with npm fhirpath, compiled once.
//   node fhirpath.mjs --module DIR --data DIR --expressions FILE [--secs N]
// Writes a line an expression: name, evaluations a second, values found. resolve() of the library would ask a server;
// it is replaced by one that gives an empty resource of the type the reference names, and left out of the line "mixed".
import fs from 'node:fs';
import { createRequire } from 'node:module';

const option = (name, otherwise) => {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const require = createRequire(option('module') + '/x.js');
const fhirpath = require('fhirpath');
const model = require('fhirpath/fhir-context/r4');
const seconds = Number(option('secs', '1'));
const expressions = JSON.parse(fs.readFileSync(option('expressions')));
const read = type => fs.readFileSync(`${option('data')}/${type}.ndjson`, 'utf8')
  .split('\n').filter(Boolean).slice(0, 500).map(line => JSON.parse(line));
const resources = {};
for (const { type } of expressions) resources[type] ??= read(type);

const typeOf = node => ({ resourceType: (node.data?.reference ?? '').split('/').at(-2) });
const resolve = {
  internalStructures: true,
  arity: { 0: [] },
  fn: nodes => nodes.map(node => node.constructor.makeResNode(node.ctx, typeOf(node), null, null, null, null)),
};
const compile = text =>
  fhirpath.compile(text, model, text.includes('resolve()') ? { userInvocationTable: { resolve } } : {});

let values = 0;
function time(name, pass) {
  for (const start = performance.now(); performance.now() - start < seconds * 1000;) pass();
  values = 0;
  pass();
  const found = values;
  let evaluations = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) evaluations += pass();
  console.log(`${name}\t${Math.round(evaluations / ((performance.now() - start) / 1000))}\t${found}`);
}

const mixed = {};
for (const { type, name, expr } of expressions) {
  const run = compile(expr);
  if (!expr.includes('resolve()')) (mixed[type] ??= []).push(run);
  time(name, () => {
    for (const resource of resources[type]) values += run(resource).length;
    return resources[type].length;
  });
}

const all = Object.entries(resources).flatMap(([type, list]) => list.map(resource => [resource, mixed[type]]));
time('mixed', () => {
  let evaluations = 0;
  for (const [resource, runs] of all) {
    for (const run of runs) values += run(resource).length;
    evaluations += runs.length;
  }
  return evaluations;
});
