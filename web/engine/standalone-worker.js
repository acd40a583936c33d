// The worker of the engine as a library (dist/engine/sandtable-worker.js): a module worker, started by standalone.js.
import createSandtableEngine from 'virtual:engine-glue';
import { serveJobs } from './serve-jobs.js';

serveJobs(createSandtableEngine);
