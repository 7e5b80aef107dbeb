// The bill in Publicodes: bills as JSON on standard input, amounts and CPU time per evaluation on standard output.
// An evaluation always brings its explanation along; there is no road without.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2]; // where the packages are installed
const installed = createRequire(join(folder, "package.json"));
const { default: Engine } = installed("publicodes");
const { parse } = installed("yaml");

const asked = JSON.parse(readFileSync(0, "utf-8"));
const { basic, critical_illness: serious, assistance } = asked.figures;
const slices = serious.scale.map(([, ratio], number) => {
  const upto = serious.scale[number + 1]?.[0];
  return `      - taux: ${ratio * 100}%${upto === undefined ? "" : `\n        plafond: ${upto}`}`;
});
const rules = `
total: 0
out of policy: 0
in policy: total - out of policy
basic:
  valeur: (in policy - ${basic.threshold}) * ${basic.ratio * 100}%
  plancher: 0
  arrondi: 2 décimales
burden: in policy - basic
critical illness:
  barème:
    assiette:
      valeur: burden - ${serious.threshold}
      plancher: 0
    tranches:
${slices.join("\n")}
  arrondi: 2 décimales
assistance:
  valeur: (burden - critical illness - ${assistance.threshold}) * ${assistance.ratio * 100}%
  plancher: 0
  plafond: ${assistance.cap}
  arrondi: 2 décimales
patient: total - basic - critical illness - assistance
`;
const engine = new Engine(parse(rules));

const one = ([total, outOfPolicy]) => {
  engine.setSituation({ total: Number(total), "out of policy": Number(outOfPolicy) });
  return ["basic", "critical illness", "assistance", "patient"].map((name) => engine.evaluate(name).nodeValue);
};

const times = [];
let amounts = [];
for (const bills of asked.rounds) {
  const begun = process.cpuUsage();
  amounts = bills.map(one);
  const spent = process.cpuUsage(begun);
  times.push((spent.user + spent.system) / 1e6 / bills.length);
}
const { version } = JSON.parse(readFileSync(join(folder, "node_modules/publicodes/package.json"), "utf-8"));
process.stdout.write(JSON.stringify({ version, amounts, times: { "object in, explained": times } }));
