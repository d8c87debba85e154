/** Required into n8n by the benchmark: leaves the peak of the process's resident memory, in kB, where it is set to to. */
const { appendFileSync } = require('node:fs');

process.on('exit', () => appendFileSync(process.env.BENCH_PEAK_FILE, `${process.resourceUsage().maxRSS}\n`));
