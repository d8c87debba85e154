/** The ways to install that the pages show: checked as text, nothing is started. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { name, version } from '../../package.json';
import { currentN8n } from '../../scripts/sandbox/install';

interface Service {
	image: string;
	command?: string;
	environment: Record<string, string>;
}

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { services } = parse(read('docs/docker-compose.yml'), { merge: true }) as {
	services: Record<string, Service>;
};
const declared = JSON.stringify([{ name, version }]);

it('the Compose file declares this version of the package to the main process and to the worker', () => {
	expect(services.worker.command).toBe('worker');
	for (const { image, environment } of [services.n8n, services.worker]) {
		expect(image).toBe(`docker.n8n.io/n8nio/n8n:${currentN8n}`);
		expect(environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'true',
			N8N_COMMUNITY_PACKAGES: declared,
		});
	}
	expect(services.worker.environment).toEqual(services.n8n.environment);
});

it('the Compose file holds no password', () => {
	const texts = JSON.stringify(services).match(/[A-Z_]*(PASSWORD|KEY|AUTH)":"[^"]*"/g) ?? [];
	expect(texts.length).toBeGreaterThan(3);
	for (const text of texts) expect(text).toMatch(/":"\$\{[A-Z0-9_]+:\?\}"$/);
});

it.each(['README.md', 'docs/install.md'])('%s declares this version, and installs its file', (page) => {
	expect(read(page)).toContain(`export N8N_COMMUNITY_PACKAGES='${declared}'\n`);
	expect(read(page)).toContain(`./${name}-${version}.tgz\n`);
	expect(read(page)).toMatch(/uninstalls/);
});
