import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

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

/** An operation that treats each item by itself; several items at once. */
export interface ItemOperation {
	properties: INodeProperties[];
	/** Whether it changes something in Kiamo, so that an error must say which items were done. */
	writes?: boolean;
	execute(run: Run, itemIndex: number): Promise<OutputRow | OutputRow[]>;
}

/** An operation that treats all items of a run together; one outcome per item, in order. */
export interface BatchOperation {
	properties: INodeProperties[];
	writes?: boolean;
	executeAll(run: Run): Promise<Outcome[]>;
}

export type Operation = ItemOperation | BatchOperation;

export type Operations = Record<string, Record<string, Operation>>;
