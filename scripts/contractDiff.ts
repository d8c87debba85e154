/**
 * `npm run contract:diff -- FILE`: holds the contract against Kiamo's official Postman collection (schema v2.0.0) and
 * prints, for each API, which operations exist there as written, which differ, and which are missing on either side.
 * Without FILE the collection is fetched from the vendor's public address. `--json` prints JSON; `--write` edits the
 * contract as far as that is clear mechanically.
 */
import { run } from './contractDiff/run';

void run(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
});
