/** How a list is read; `common.yaml` says what each entry means. */
export interface Paging {
	style: 'none' | 'offset' | 'page';
	size: string;
	/** The parameter for the rows to pass over, or for the number of the page. */
	position: string;
	first?: number;
	largest: number;
	/** Empty where the answer is the rows. */
	rows: string;
	total?: string;
}

/** How a list tells what changed. */
export interface Feed {
	from: string;
	sort: Record<string, string>;
	changed: string;
	overlapMinutes: number;
}

/** What the client has to know of an operation. What is as everywhere is left out. */
export interface ApiOperation<Api extends string = string> {
	api: Api;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	/** Names of query parameters that go over the wire under another one. */
	query?: Record<string, string>;
	/** Where the list is read in another way than the other lists of its API. */
	paging?: Paging;
	/** The most elements of the body; false where it is one element. */
	arrays?: number | false;
	/** The call that does one element, and where its path takes ids from. */
	single?: { operation: string } & Record<string, string>;
	/** Of a PUT that replaces: the call that reads what is there, and the properties that the body takes. */
	replace?: { read: string; properties: string[] };
	/** True for a DELETE that leaves what it was sent for to be read. */
	keepsRow?: true;
	/** How the list tells what changed. */
	feed?: Feed;
	/** The schema of the rows of a list, by its name in `needed`. */
	rows?: string;
	/** The schema of what is answered otherwise, one or an array of them. */
	row?: string;
	/** Properties of the body that take an id as a number. */
	integers?: string[];
}
