/** Calls what n8n's editor calls beside a run: drop-downs, the field mapper and the test of a credential. */
import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type INodeCredentialTestResult,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { withCredentialDefaults } from './credentials-helper';
import { servicesFor, testedNodeOf, workflowAround, type NodeUnderTest } from './engine';

export interface MethodRequest extends NodeUnderTest {
	/** Name of the method, as the node's description refers to it. */
	method: string;
	/** Full name of the parameter that asks, for methods which read `&` paths. */
	path?: string;
}

/** Searches the list of a resource locator. */
export async function searchList(
	request: MethodRequest & { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	const method = named(methodsOf(request).listSearch, request.method);
	return await method.call(contextOf(request), request.filter, request.paginationToken);
}

/** Loads the fields of a resource mapper. */
export async function mapFields(request: MethodRequest): Promise<ResourceMapperFields> {
	return await named(methodsOf(request).resourceMapping, request.method).call(contextOf(request));
}

/** Loads the options of a drop-down. */
export async function loadOptions(request: MethodRequest): Promise<INodePropertyOptions[]> {
	return await named(methodsOf(request).loadOptions, request.method).call(contextOf(request));
}

/** Tests a credential as its Save button does. */
export async function testCredential(
	request: Pick<MethodRequest, 'node' | 'method'> & { credentials: ICredentialDataDecryptedObject },
): Promise<INodeCredentialTestResult> {
	const method = named(methodsOf(request).credentialTest, request.method);
	const data = withCredentialDefaults(request.credentials);
	return await method.call(new CredentialTestContext(servicesFor()), {
		id: '1',
		name: 'Kiamo',
		type: 'kiamoApi',
		data,
	});
}

const methodsOf = ({ node }: Pick<MethodRequest, 'node'>) =>
	NodeHelpers.getVersionedNodeType(node).methods ?? {};

function named<Method>(methods: Record<string, Method> | undefined, name: string): Method {
	if (!methods?.[name]) throw new Error(`The node has no method ${name}`);
	return methods[name];
}

function contextOf(request: MethodRequest) {
	const workflow = workflowAround(request);
	const node = testedNodeOf(workflow);
	const services = servicesFor(request.credentials, { currentNodeParameters: node.parameters });
	return new LoadOptionsContext(workflow, node, services, request.path ?? '');
}
