/** A thread that analyses cases, so that the host goes on answering while hundreds of pages are compared. It sees page texts only. */
import { parentPort } from 'node:worker_threads';
import type { AnalysisInput } from '../../shared/domain/finding.ts';
import { analyze } from '../../shared/engine/index.ts';
import { loadRules } from '../rules/load-rules.ts';

const port = parentPort;
if (!port) throw new Error('This file runs as a worker thread.');
const rules = loadRules();

// Boundary: only analysis-thread.ts sends messages here.
port.on('message', ({ id, input }: { id: number; input: AnalysisInput }) => {
  void rules.then((loaded) => port.postMessage({ id, analysis: analyze(input, loaded) }));
});
