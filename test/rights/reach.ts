/** Which calls of the contract code can lead to, read from the sources: the tests of uses see only what they use. */
import { join } from 'node:path';
import ts from 'typescript';
import { operations } from '../../contract/generated/operations';
import type { OperationId } from '../../nodes/shared/transport/client';

const nodes = join(__dirname, '../../nodes');
/** The folder of an API holds its action node and its trigger. */
const fileOf = (name: string) => join(nodes, name.replace(/^Kiamo|Trigger$/g, ''), `${name}.node.ts`);
const isCall = (text: string): text is OperationId => text in operations;

interface Named {
	calls: Set<OperationId>;
	declarations: Set<ts.Node>;
}

export class Reach {
	private readonly named = new Map<ts.Node, Named>();
	private readonly program: ts.Program;
	private readonly checker: ts.TypeChecker;

	/** Reads these nodes, by their names. */
	constructor(names: string[]) {
		const { config } = ts.readConfigFile(join(nodes, '../tsconfig.json'), (path) =>
			ts.sys.readFile(path),
		) as {
			config: object;
		};
		const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(nodes, '..'));
		this.program = ts.createProgram(names.map(fileOf), options);
		this.checker = this.program.getTypeChecker();
	}

	/** The calls of an operation; of operations that are made together, those of all of them. */
	ofOperation(name: string, resource: string, operation: string): Set<OperationId> {
		const resources = this.find(name, ts.isVariableDeclaration, 'resources').initializer;
		const operations = this.withValue(resource, resources).map((each) => this.propertyOf(each, 'operations'));
		return this.from(...operations.flatMap((each) => this.withValue(operation, each)));
	}

	/** The calls of all events of a trigger. */
	ofTrigger(name: string): Set<OperationId> {
		return this.from(this.find(name, ts.isMethodDeclaration, 'poll'));
	}

	/** The calls of a list of the panel. */
	ofList(name: string, method: string): Set<OperationId> {
		const methods = this.checker.getTypeAtLocation(this.find(name, ts.isPropertyDeclaration, 'methods'));
		const kinds = methods.getProperties().map((kind) => this.checker.getTypeOfSymbol(kind));
		return this.from(...kinds.flatMap((kind) => kind.getProperty(method)?.declarations ?? []));
	}

	private find<Found extends ts.NamedDeclaration>(
		name: string,
		isKind: (node: ts.Node) => node is Found,
		wanted: string,
	): Found {
		const found = this.search(this.program.getSourceFile(fileOf(name)), isKind, wanted);
		if (!found) throw new Error(`${name} has no ${wanted}`);
		return found;
	}

	private search<Found extends ts.NamedDeclaration>(
		node: ts.Node | undefined,
		isKind: (node: ts.Node) => node is Found,
		wanted: string,
	): Found | undefined {
		if (!node) return undefined;
		if (isKind(node) && node.name?.getText() === wanted) return node;
		return ts.forEachChild(node, (child) => this.search(child, isKind, wanted));
	}

	/** The elements of an array that have this `value`; where it is made while the code runs, all of which that is true. */
	private withValue(value: string, array: ts.Node | undefined): ts.Node[] {
		if (!array || !ts.isArrayLiteralExpression(array)) return [];
		const objects = array.elements
			.map((element) => this.objectOf(element))
			.filter((one) => one !== undefined);
		const valueOf = (one: ts.Node) => {
			const written = this.propertyOf(one, 'value');
			return written && ts.isStringLiteral(written) ? written.text : undefined;
		};
		const found = objects.filter((one) => valueOf(one) === value);
		return found.length > 0 ? found : objects.filter((one) => valueOf(one) === undefined);
	}

	/** What an object written in the code has under a name. */
	private propertyOf(node: ts.Node, name: string): ts.Node | undefined {
		if (!ts.isObjectLiteralExpression(node)) return undefined;
		const property = node.properties.find((each) => each.name?.getText() === name);
		return property && ts.isPropertyAssignment(property) ? property.initializer : property;
	}

	/** The object that a variable is at first, or that a function returns. */
	private objectOf(node: ts.Node | undefined): ts.Node | undefined {
		if (!node || ts.isObjectLiteralExpression(node)) return node;
		if (ts.isIdentifier(node))
			return this.declarationsOf(node)
				.map((one) => this.objectOf(one))
				.find(Boolean);
		if (ts.isCallExpression(node)) return this.objectOf(node.expression);
		if (ts.isVariableDeclaration(node)) return this.objectOf(node.initializer);
		if (ts.isFunctionDeclaration(node))
			return this.objectOf(node.body?.statements.find(ts.isReturnStatement));
		return ts.isReturnStatement(node) ? this.objectOf(node.expression) : undefined;
	}

	private declarationsOf(node: ts.Node): ts.Declaration[] {
		const isShort = ts.isShorthandPropertyAssignment(node.parent);
		const named = isShort
			? this.checker.getShorthandAssignmentValueSymbol(node.parent)
			: this.checker.getSymbolAtLocation(node);
		if (!named) return [];
		const symbol = named.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(named) : named;
		return (symbol.declarations ?? []).filter((found) => found.getSourceFile().fileName.startsWith(nodes));
	}

	/** Follows every name in the code. */
	private from(...starts: Array<ts.Node | undefined>): Set<OperationId> {
		const calls = new Set<OperationId>();
		const reached = new Set(starts.filter((start) => start !== undefined));
		// It grows while it is gone through.
		for (const node of reached) {
			const named = this.namedIn(node);
			for (const call of named.calls) calls.add(call);
			for (const declaration of named.declarations) reached.add(declaration);
		}
		return calls;
	}

	/** The calls and the declarations that a piece of code names; what an operation shows in the panel is no part of its run. */
	private namedIn(code: ts.Node): Named {
		const known = this.named.get(code);
		if (known) return known;
		const named: Named = { calls: new Set(), declarations: new Set() };
		this.named.set(code, named);
		const visit = (node: ts.Node): void => {
			if (ts.isObjectLiteralElementLike(node) && node.name?.getText() === 'properties') return;
			if (ts.isStringLiteral(node) && isCall(node.text)) named.calls.add(node.text);
			if (ts.isIdentifier(node)) for (const one of this.declarationsOf(node)) named.declarations.add(one);
			ts.forEachChild(node, visit);
		};
		visit(code);
		return named;
	}
}
