import { apiNames } from '../contract/generated/operations';
import type { Api, Simulator, Verb } from './index';
import { markup, table, type Part } from './markup';
import { Refusal } from './server/refusal';

const apis = Object.entries(apiNames) as Array<[Api, string]>;
const verbs: Verb[] = ['GET', 'POST', 'PUT', 'DELETE'];

const check = (name: string, value: string, label: string) =>
	markup`<label><input type="checkbox" name="${name}" value="${value}" checked /> ${label}</label> `;

/** The tokens, and a form that makes one, as on Kiamo's own page of that name. */
export function showTokens({ tokens, tokenHeader, url }: Simulator): Part {
	const rows = tokens.list().map(
		(token) => markup`<tr>
		<th scope="row">${token.label}</th><td><code>${token.value}</code></td>
		<td>${token.apis.map((api) => apiNames[api]).join(', ')}</td><td>${token.verbs.join(', ')}</td></tr>`,
	);
	return [
		markup`<p>For the credential <b>Kiamo API</b> in n8n: enter <code>${url}</code> as the Server Address,
			and one of these as the API Token. Requests carry it in the header <code>${tokenHeader}</code>.</p>`,
		table(['Token', 'Value', 'APIs', 'Permissions'], rows),
		markup`<h2>New token</h2>
		<form method="post" action="/tokens" autocomplete="off">
			<p><label>Name <input name="label" required /></label></p>
			<p>APIs: ${apis.map(([api, name]) => check('api', api, name))}</p>
			<p>Permissions: ${verbs.map((verb) => check('verb', verb, verb))}</p>
			<button>Create token</button>
		</form>`,
	];
}

/** Makes the token that the form describes. Throws a Refusal when it would open nothing. */
export function makeToken({ tokens }: Simulator, form: URLSearchParams): void {
	const label = form.get('label')?.trim();
	const chosen = apis.map(([api]) => api).filter((api) => form.getAll('api').includes(api));
	const rights = verbs.filter((verb) => form.getAll('verb').includes(verb));
	if (!label || chosen.length === 0 || rights.length === 0)
		throw new Refusal(422, 'Not created: a token needs a name, an API, and a permission.');
	tokens.add({ label, apis: chosen, verbs: rights });
}
