// The page's engine worker: a classic script bundled after the Emscripten glue, which defines createSandtableEngine.
/* global createSandtableEngine */
import { serveJobs } from './serve-jobs.js';

serveJobs(createSandtableEngine);
