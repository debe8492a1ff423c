// Reads {name: Vega-Lite spec} from standard input, compiles and draws each without a screen, and writes {name: {marks, warnings, error}}.
// Expressions are interpreted, never compiled, as in the report.
import * as vega from 'vega';
import { compile } from 'vega-lite';
import { expressionInterpreter } from 'vega-interpreter';

let text = '';
for await (const part of process.stdin) text += part;

const results = {};
for (const [name, spec] of Object.entries(JSON.parse(text))) {
  const warnings = [];
  const logger = { level: () => logger, error: m => warnings.push(String(m)), warn: (...m) => warnings.push(m.join(' ')), info: () => logger, debug: () => logger };
  try {
    for (const child of spec.concat ?? spec.vconcat ?? [spec.facet ? spec.spec : spec]) {
      child.width = 400;
      if (child.usermeta?.aspect) child.height = 400 * child.usermeta.aspect;
    }
    const runtime = vega.parse(compile(spec, { logger }).spec, null, { ast: true });
    const view = new vega.View(runtime, { renderer: 'none', expr: expressionInterpreter, logger });
    await view.runAsync();
    const svg = await view.toSVG();
    const marks = {};
    for (const [, mark] of svg.matchAll(/class="mark-([a-z]+) role-mark/g)) marks[mark] = (marks[mark] ?? 0) + 1;
    results[name] = { marks, warnings, shapes: (svg.match(/<(path|text|image|line|rect)\b/g) ?? []).length, broken: /NaN|undefined|Infinity/.test(svg) };
  } catch (error) {
    results[name] = { marks: {}, warnings, error: String(error.stack ?? error) };
  }
}
process.stdout.write(JSON.stringify(results));
