import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeParameters,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { KiamoApi } from '../../credentials/KiamoApi.credentials';

const kiamoApi = new KiamoApi();

/** What n8n does before a node or a credential test sees a credential: the fields left out get their defaults. */
export function withCredentialDefaults(values: ICredentialDataDecryptedObject) {
	const completed = NodeHelpers.getNodeParameters(
		kiamoApi.properties,
		values as INodeParameters,
		true,
		false,
		null,
		null,
	);
	return completed as ICredentialDataDecryptedObject;
}

/** Answers n8n's engine like the one of n8n's server, from values in memory; `kiamoApi` is the only type it knows. */
export class CredentialsInMemory extends ICredentialsHelper {
	/** How often the engine decrypted the credential. */
	decryptions = 0;

	constructor(private readonly values: ICredentialDataDecryptedObject) {
		super();
	}

	async getDecrypted(_data: IWorkflowExecuteAdditionalData, _details: INodeCredentialsDetails, type: string) {
		this.refuseOtherTypes(type);
		this.decryptions++;
		return withCredentialDefaults(this.values);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		options: IHttpRequestOptions,
	) {
		this.refuseOtherTypes(type);
		return await kiamoApi.authenticate(credentials, options);
	}

	async getCredentials({ id, name }: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		return new Credentials({ id, name }, type);
	}

	getCredentialsProperties(type: string) {
		this.refuseOtherTypes(type);
		return kiamoApi.properties;
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async updateCredentials() {
		throw new Error('A node of this package does not change credentials');
	}

	async updateCredentialsOauthTokenData() {
		await this.updateCredentials();
	}

	private refuseOtherTypes(type: string) {
		if (type !== kiamoApi.name) throw new Error(`No credential of the type ${type} in this test`);
	}
}
