import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../transport/client';
import type { ReadParameter } from './parameters';

/** What an operation has at hand while a node runs. */
export interface Run {
	context: IExecuteFunctions;
	kiamo: Kiamo;
	read: ReadParameter;
	/** Reads an object of mapped values at an item, in the types they have. */
	readRecord(name: string, itemIndex: number): Record<string, unknown>;
	/** Makes an error of any kind one of the item. */
	errorAt(error: unknown, itemIndex: number): ItemError;
	/** Shows a hint above the output. */
	hint(message: string): void;
}

export type ItemError = NodeApiError | NodeOperationError;

/** A row that carries files. */
export class RowWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

export type OutputRow = IDataObject | RowWithFiles;

/** How it ended for one item: what it puts out, its error, or nothing where the run stopped before it. */
export type Outcome =
	{ rows: OutputRow[] } | { error: ItemError; mayHaveWritten?: boolean } | { notSent: true };

/** A row by the name of its schema in the contract, and the types of what is beside its properties. */
export interface RowOutput {
	row: keyof components['schemas'];
	with?: Record<string, 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string'>;
}

/** How the node panel presents an operation, and which parameters the operation has. */
interface OperationDescription {
	name: string;
	/** The value of the parameter Operation, unique within the resource. */
	value: string;
	/** The entry in the list of actions of the node. */
	action: string;
	description: string;
	properties: INodeProperties[];
	/** What it puts out, where that is a row as Kiamo answers it: `npm run contract` writes its output schema. */
	output?: RowOutput;
	/** Whether it changes something in Kiamo, so that an error must say which items were done. */
	writes?: boolean;
}

/** An operation that treats each item by itself; several items at once. */
export interface ItemOperation extends OperationDescription {
	execute(run: Run, itemIndex: number): Promise<OutputRow | OutputRow[]>;
}

/** An operation that treats all items of a run together; one outcome per item, in order. */
export interface BatchOperation extends OperationDescription {
	executeAll(run: Run): Promise<Outcome[]>;
}

export type Operation = ItemOperation | BatchOperation;

/** A kind of thing in Kiamo, and what can be done with it. */
export interface Resource {
	name: string;
	/** The value of the parameter Resource, unique within the node. */
	value: string;
	/** The operation that is chosen at first. */
	default: Operation;
	operations: Operation[];
}
