// Validates an AsyncAPI document with AsyncAPI's own parser: node check-asyncapi.mjs <file>

import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
const errors = diagnostics.filter((d) => d.severity === 0);
for (const d of errors) {
  console.error(`${d.path.join('.')}: ${d.message}`);
}
if (!document || errors.length) {
  process.exit(1);
}
console.log(`valid AsyncAPI ${document.version()}: ${document.channels().length} channels, ${document.messages().length} messages`);
