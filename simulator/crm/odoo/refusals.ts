import { CrmRefusal, type Asked, type Doorman } from '../app';

/** Odoo's error body. Page: odoo.com/documentation/19.0/developer/reference/external_api.html, "Error" */
export function refuse(status: number, name: string, message: string): CrmRefusal {
	return new CrmRefusal(status, { name, message, arguments: [message], context: {}, debug: '' });
}

export const invalid = (message: string) => refuse(422, 'odoo.exceptions.ValidationError', message);

/** Checks the API key and the database. */
export class OdooDoorman implements Doorman {
	constructor(
		private readonly apiKey: string,
		private readonly database: string,
	) {}

	admit({ headers }: Asked): void {
		if (headers['x-odoo-database'] !== this.database)
			throw refuse(404, 'werkzeug.exceptions.NotFound', 'Database not found');
		if (headers.authorization?.toLowerCase() !== `bearer ${this.apiKey}`)
			throw refuse(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey');
	}

	unknownPath({ path }: Asked): CrmRefusal {
		return refuse(404, 'werkzeug.exceptions.NotFound', `There is no method ${path}`);
	}

	/** Odoo passes over query parameters. */
	unknownQuery(): undefined {
		return undefined;
	}

	unknownKey(name: string): CrmRefusal {
		return refuse(422, 'builtins.TypeError', `got an unexpected keyword argument '${name}'`);
	}
}
