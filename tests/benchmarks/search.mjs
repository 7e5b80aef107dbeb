// Asks the site's own search engine: node search.mjs FOLDER < questions.json > places.json
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { Engine } from "../../docs/assets/src/search/engine.js";

const folder = process.argv[2];
const records = [];
let head;
globalThis.policySearch = { head: (given) => (head = given), add: (more) => records.push(...more) };
vm.runInThisContext(readFileSync(join(folder, "head.js"), "utf-8"));
for (const shard of head.shards) vm.runInThisContext(readFileSync(join(folder, shard.split("?")[0]), "utf-8"));
const engine = new Engine(head, records);
await engine.read();
const questions = JSON.parse(readFileSync(0, "utf-8"));
const answers = questions.map((question) => engine.search(question).hits.slice(0, 20).map(({ record }) => record.at));
process.stdout.write(JSON.stringify({ places: records.map(({ at }) => at), answers }));
