// Runs the shapes of a file against a server and prints their medians. Usage:
//   node growth.mjs --base URL --shapes FILE --runs N [--out FILE]; the token is in FHIR_TOKEN.
import { readFileSync, writeFileSync } from 'node:fs';

const option = (name, fallback) => {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const base = option('base');
const runs = +option('runs', 20);
const limit = +option('limit', 20000);
const headers = { Authorization: `Bearer ${process.env.FHIR_TOKEN}`, Accept: 'application/fhir+json' };

async function ask(path) {
  const begin = performance.now();
  const answer = await fetch(`${base}/${path.replaceAll('|', '%7C').replaceAll('$', '%24')}`, { headers });
  const text = await answer.text();
  return { took: performance.now() - begin, status: answer.status, text };
}

const numbers = Array.from({ length: 20 }, (_, at) => `load-${at * 7}`);
const patients = [];
for (const mrn of numbers) {
  const { text } = await ask(`Patient?identifier=http://hospital.example.org/mrn|${mrn}`);
  patients.push(JSON.parse(text).entry[0].resource.id);
}

const shapes = readFileSync(option('shapes'), 'utf8').split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => { const at = line.indexOf('|'); return [line.slice(0, at).trim(), line.slice(at + 1).trim()]; });
const median = list => list.toSorted((a, b) => a - b)[list.length >> 1];
const results = {};
for (const [name, shape] of shapes) {
  const times = [];
  let entries = '';
  const path = at => shape.replaceAll('$patient', patients[at % 20]).replaceAll('$mrn', numbers[at % 20]);
  const first = await ask(path(0));
  const body = first.status === 200 ? JSON.parse(first.text) : {};
  entries = first.status === 200 ? `${body.entry?.length ?? '-'} of ${body.total ?? '-'}` : `status ${first.status}`;
  const began = performance.now();
  for (let at = 0; at < runs && (at < 3 || performance.now() - began < limit); at++)
    times.push((await ask(path(at))).took);
  results[name] = { median: median(times), entries };
  console.log(`${name.padEnd(24)} ${median(times).toFixed(2).padStart(9)} ms   ${entries}`);
}

if (option('out')) writeFileSync(option('out'), JSON.stringify(results));
