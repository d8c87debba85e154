/** The sources of the nodes fit the types that are generated from the dialect: nothing but the contract differs. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { readContract } from '../../contract/read';
import { printTable } from '../../scripts/contract/printTable';
import { printTypes } from '../../scripts/contract/printTypes';

const root = join(__dirname, '../..');
const generated = (name: string) => join(root, 'contract/generated', name);

it('compiles the nodes with the table and the types of the page dialect', async () => {
	const contract = readContract(undefined, 'page');
	const texts = new Map([
		[generated('types.ts'), await printTypes(contract)],
		[generated('operations.ts'), printTable(contract)],
	]);
	const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
		config: object;
	};
	const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
	const host = ts.createCompilerHost({ ...options, noEmit: true });
	host.readFile = (path) => texts.get(path) ?? ts.sys.readFile(path);
	const nodes = readdirSync(join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(root, 'nodes', file));
	const program = ts.createProgram(nodes, { ...options, noEmit: true }, host);
	const errors = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
		const message = ts.flattenDiagnosticMessageText(messageText, ' ');
		return `${file?.fileName}: ${message}`;
	});
	expect(errors).toEqual([]);
	expect(program.getSourceFile(generated('types.ts'))?.text).toBe(texts.get(generated('types.ts')));
});
