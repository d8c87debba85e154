/** n8n-core reads these when it is loaded; without them it would write to the home of whoever runs the tests. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_ENCRYPTION_KEY = 'for-tests-only';
process.env.N8N_USER_FOLDER = join(tmpdir(), `n8n-nodes-kiamo-test-${process.pid}`);
process.env.N8N_LOG_LEVEL = 'silent'; // the tests read errors from the runs
