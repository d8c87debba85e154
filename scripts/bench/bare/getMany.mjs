/** The least that reading a whole base takes. */
import { readAll, report } from './kiamo.mjs';

await report(async () => (await readAll()).length);
