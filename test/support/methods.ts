/** Calls what n8n's editor calls beside a run: drop-downs, the field mapper and the test of a credential. */
import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type INodeCredentialTestResult,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
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
	const method = methodsOf(request.node, 'listSearch')[request.method];
	return await existing(method, request).call(contextOf(request), request.filter, request.paginationToken);
}

/** Loads the fields of a resource mapper. */
export async function mapFields(request: MethodRequest): Promise<ResourceMapperFields> {
	return await existing(methodsOf(request.node, 'resourceMapping')[request.method], request).call(
		contextOf(request),
	);
}

/** Loads the options of a drop-down. */
export async function loadOptions(request: MethodRequest): Promise<INodePropertyOptions[]> {
	return await existing(methodsOf(request.node, 'loadOptions')[request.method], request).call(
		contextOf(request),
	);
}

/** Tests a credential as its Save button does. */
export async function testCredential(
	request: Pick<MethodRequest, 'node' | 'method'> & { credentials: ICredentialDataDecryptedObject },
): Promise<INodeCredentialTestResult> {
	const method = existing(methodsOf(request.node, 'credentialTest')[request.method], request);
	const data = withCredentialDefaults(request.credentials) as ICredentialDataDecryptedObject;
	return await method.call(new CredentialTestContext(servicesFor()), {
		id: '1',
		name: 'Kiamo',
		type: 'kiamoApi',
		data,
	});
}

function methodsOf<Kind extends keyof Methods>(node: NodeUnderTest['node'], kind: Kind) {
	return NodeHelpers.getVersionedNodeType(node).methods?.[kind] ?? ({} as Required<Methods>[Kind]);
}
type Methods = NonNullable<INodeType['methods']>;

function existing<Method>(method: Method | undefined, { method: name }: { method: string }): Method {
	if (!method) throw new Error(`The node has no method ${name}`);
	return method;
}

function contextOf(request: MethodRequest) {
	const workflow = workflowAround(request);
	const node = testedNodeOf(workflow);
	const services = servicesFor(request.credentials, { currentNodeParameters: node.parameters });
	return new LoadOptionsContext(workflow, node, services, request.path ?? '');
}
