import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import oneWay from '../../examples/crm-to-kiamo.json';
import { startSimulator } from '../../simulator';
import { sandbox } from '../sandbox/install';
import { start } from '../sandbox/process';
import { fillTable } from '../sandbox/tables';
import { customers } from '../start/customers';
import { chooseKiamo } from '../workflow';
import type { Studio } from './shots';

const size = { width: 1280, height: 720 };
/** Of the film, in pixels; its height follows. */
const filmWidth = 960;

/**
 * Films the main job in the editor: the example CRM → Kiamo runs, then the panel of its Kiamo node shows what was synced.
 * Writes an animated WebP with ffmpeg, which must be there.
 */
export async function film({ n8n, session, page }: Studio, path: string): Promise<void> {
	// Its own Kiamo, so that each film begins with the same contacts.
	const simulator = await startSimulator({ contacts: 200, seed: 7 });
	const credential = await session.saveKiamoCredential(simulator);
	await fillTable(
		session,
		'Kiamo recipe: CRM customers',
		customers().map((customer) => ({ ...customer })),
	);
	const workflow = chooseKiamo(oneWay, credential, { base: simulator.bases[0] });
	const id = await session.saveWorkflow(workflow);

	const folder = join(sandbox, 'film');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const frames: string[] = [];
	/** Takes a picture and shows it for some seconds. */
	async function frame(seconds: number): Promise<void> {
		// The editor says so for a while when the machine is slow.
		await page.getByText('Offline', { exact: true }).waitFor({ state: 'hidden' });
		const file = `${frames.length}.png`;
		await page.screenshot({ path: join(folder, file) });
		frames.push(`file '${file}'\nduration ${seconds}`);
	}

	await page.setViewportSize(size);
	await page.goto(`${n8n.url}/workflow/${id}`);
	await page.getByTestId('sticky').first().waitFor();
	await page.waitForLoadState('networkidle');
	await page.getByTestId('zoom-to-fit').click();
	await page.mouse.move(0, 0);
	await page.waitForTimeout(1_000);
	await frame(2);
	const run = page.getByTestId('execute-workflow-button');
	await run.hover();
	await frame(0.8);
	await run.click();
	const done = page.getByText('Workflow executed successfully');
	while (!(await done.isVisible())) await frame(0.3);
	await frame(2.5);
	await page.locator('[data-test-id="canvas-node"]', { hasText: 'Create or update contact' }).dblclick();
	await page.getByTestId('ndv').waitFor();
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(1_500);
	await frame(4);
	await page.keyboard.press('Escape');
	await simulator.close();

	writeFileSync(join(folder, 'frames.txt'), `${frames.join('\n')}\n`);
	const look = ['-vf', `scale=${filmWidth}:-2:flags=lanczos`, '-c:v', 'libwebp_anim', '-q:v', '70'];
	const input = ['-f', 'concat', '-safe', '0', '-i', 'frames.txt'];
	const quiet = ['-y', '-hide_banner', '-loglevel', 'error'];
	await start('ffmpeg', [...quiet, ...input, '-fps_mode', 'vfr', ...look, '-loop', '0', path], {
		cwd: folder,
	});
}
