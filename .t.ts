import { loadRules } from './electron/rules/load-rules.ts';
import { findPattern } from './shared/text/pattern.ts';
const rules = await loadRules();
for (const s of process.argv.slice(2)) {
  for (const c of rules.denial.claims)
    for (const h of findPattern(c.pattern, s)) console.log(c.id, c.claim, h.start, h.end, h.text);
  for (const c of rules.denial.topics)
    for (const h of findPattern(c.pattern, s)) console.log(c.id, c.concept, h.start, h.end, h.text);
}
